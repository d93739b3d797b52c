import assert from 'node:assert/strict';
import {
  HttpRegions,
  type RegionChange,
  type RegionDocument,
} from '../../../../src/vscode/httpFile/httpRegions';

type Change = RegionChange['contentChanges'][number];

/** VS Code's numbers. */
const [lineFeeds, withReturns] = [1, 2];

/** A document as VS Code has it, with one kind of line ending. */
class FakeDocument {
  readonly isClosed = false;
  readonly languageId: string = 'http';
  readonly fileName: string = '/a.http';
  version = 1;
  eol = lineFeeds;
  text: string;
  /** How often the whole of it was read. */
  reads = 0;

  constructor(text: string) {
    this.text = text;
  }

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  getText(): string {
    this.reads += 1;
    return this.text;
  }

  lineAt(): unknown {
    return { range: { end: this.text.length } };
  }

  offsetAt(position: number): number {
    return position;
  }

  /** Types, and gives the event. */
  edit(start: number, end: number, newText: string): readonly Change[] {
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    this.version += 1;
    return [{ rangeOffset: start, rangeLength: end - start, text: newText }];
  }

  endLinesWith(eol: number): readonly Change[] {
    const ending = eol === withReturns ? '\r\n' : '\n';
    this.text = this.text.replaceAll(/\r?\n/g, ending);
    this.eol = eol;
    this.version += 1;
    return [];
  }
}

// Seen to fail when: what other line endings have left is followed further; a change is applied to what was read after it.
describe('HttpRegions', () => {
  let regions: HttpRegions;
  let fake: FakeDocument;
  let document: RegionDocument;

  beforeEach(() => {
    regions = new HttpRegions();
    fake = new FakeDocument('GET /a\n\nbody\n');
    document = fake as unknown as RegionDocument;
    regions.of(document);
  });

  function read(): unknown {
    return regions.of(document).map(({ text }) => text.text);
  }

  it('follow each keystroke without reading the document again', () => {
    regions.follow({ document, contentChanges: fake.edit(4, 6, '/later') });
    assert.deepEqual({ read: read(), reads: fake.reads }, { read: ['GET /later\n\nbody\n'], reads: 1 });
  });

  it('are read again after other line endings, and follow what comes after', () => {
    regions.follow({ document, contentChanges: fake.endLinesWith(withReturns) });
    const before = read();
    regions.follow({ document, contentChanges: fake.edit(0, 3, 'POST') });
    assert.deepEqual(
      { before, after: read(), reads: fake.reads },
      { before: ['GET /a\r\n\r\nbody\r\n'], after: ['POST /a\r\n\r\nbody\r\n'], reads: 2 },
    );
  });

  it('are read again after line endings that were changed, and changed back, around a keystroke', () => {
    regions.follow({ document, contentChanges: fake.endLinesWith(withReturns) });
    regions.follow({ document, contentChanges: fake.edit(14, 14, 's') });
    regions.follow({ document, contentChanges: fake.endLinesWith(lineFeeds) });
    assert.deepEqual(read(), ['GET /a\n\nbodys\n']);
  });

  it('are read again where a text of the same length has other line endings', () => {
    const contentChanges = fake.edit(8, 11, '');
    fake.endLinesWith(withReturns);
    regions.follow({
      document,
      contentChanges: [{ rangeOffset: 8, rangeLength: 0, text: '' }, ...contentChanges.slice(1)],
    });
    assert.deepEqual(read(), ['GET /a\r\n\r\ny\r\n']);
  });

  it('do not take a change twice that was heard of before', () => {
    const contentChanges = fake.edit(0, 0, '# a\n');
    const before = read();
    regions.follow({ document, contentChanges });
    assert.deepEqual(
      { before, after: read(), reads: fake.reads },
      { before: ['# a\nGET /a\n\nbody\n'], after: ['# a\nGET /a\n\nbody\n'], reads: 2 },
    );
  });
});
