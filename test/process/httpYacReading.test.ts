import assert from 'node:assert/strict';
import path from 'node:path';
import { store as httpYacStore } from 'httpyac';
import { forgetStaleReading, type HttpYacDocumentStore } from '../../src/sharing/httpYacReading';
// Gives httpYac its access to files.
import '../httpYac/sendRequest';

interface Document {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/** As httpYac's own extension keeps its files: by URI, and newer versions in place of older ones. */
class DocumentStore implements HttpYacDocumentStore<Document> {
  readonly #files = new httpYacStore.HttpFileStore();

  async getHttpFile(document: Document): ReturnType<HttpYacDocumentStore<Document>['parse']> {
    const { uri, version } = document;
    return this.#files.getOrCreate(uri, async () => Promise.resolve(document.getText()), version, {
      workingDir: __dirname,
    });
  }

  async parse(uri: string, text: string): ReturnType<HttpYacDocumentStore<Document>['parse']> {
    return this.#files.parse(uri, text, { workingDir: __dirname });
  }

  remove({ uri }: Document): void {
    this.#files.remove(uri);
  }
}

function documentOf(text: string, version: number): Document {
  return { uri: path.join(__dirname, 'never-saved.http'), version, getText: () => text };
}

const requests = [
  '@a = 1',
  '### One',
  'GET https://example.com/1',
  'Authorization: Bearer {{a}}',
  '',
  '### Two',
  '# @name two',
  'POST https://example.com/2',
  '',
  '{ "amount": 1 }',
  '###',
  '',
];

// Seen to fail when: nothing is forgotten, or everything.
describe("httpYac's reading of a document", () => {
  async function readingAfter(before: Document, document: Document): Promise<readonly unknown[]> {
    const store = new DocumentStore();
    const known = await store.getHttpFile(before);
    await forgetStaleReading(store, document);
    const read = await store.getHttpFile(document);
    return [known === read ? 'kept' : 'new', read.httpRegions.map(({ symbol }) => symbol.source?.trim())];
  }

  it('is forgotten when it is of another document of the same name, which was closed', async () => {
    const request = 'GET https://example.com/';
    const smaller = request.replace('com', 'org');
    assert.deepEqual(
      [
        await readingAfter(documentOf('', 2), documentOf(request, 1)),
        await readingAfter(documentOf(smaller, 2), documentOf(request, 1)),
        await readingAfter(documentOf(request, 2), documentOf(`${request}\nx: y`, 1)),
      ],
      [
        ['new', [request]],
        ['new', [request]],
        ['new', [`${request}\nx: y`]],
      ],
    );
  });

  it('is kept when it is of the present text, together with the responses that it holds', async () => {
    const kept = [];
    for (const text of ['', requests.join('\n'), requests.join('\r\n'), requests.slice(0, 10).join('\n')]) {
      kept.push((await readingAfter(documentOf(text, 1), documentOf(text, 1)))[0]);
    }
    assert.deepEqual(kept, ['kept', 'kept', 'kept', 'kept']);
  });
});
