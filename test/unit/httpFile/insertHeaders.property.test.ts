import assert from 'node:assert/strict';
import fc from 'fast-check';

import { insertAuthorization } from '../../../src/httpFile/insertHeaders';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import { referenceHeaders } from '../../../src/httpFile/tokenReference';
import { applyEdits } from './applyEdits';

const line = fc.constantFrom(
  '###',
  '### name',
  '  ###',
  '',
  '  \t',
  '# comment',
  '#comment',
  '// comment',
  '# @name a',
  '# @forceRegionDelimiter',
  '# Authorization: Bearer commented',
  '@host = https://a.example',
  'GET https://a.example',
  '\tPOST {{host}}/v1 HTTP/1.1',
  'https://a.example',
  'curl https://a.example',
  '  ?a=1',
  '&b=2',
  '/v1',
  'Authorization: Bearer old',
  'authorization:',
  ' AUTHORIZATION :\told ',
  'accountId: old',
  'ACCOUNTID:old,',
  `Authorization: ${referenceHeaders[0]?.value ?? ''}`,
  'Content-Type: application/json',
  'Content-Type: multipart/mixed; boundary=b',
  '...defaults',
  '{ "accountId": 1 }',
  '--b',
  '< ./file',
  '<> response',
  '{{',
  '}}',
  '> {%',
  '%}',
  '/*',
  '*/',
  '?? status == 200',
  '>> file',
  'HTTP/1.1 200 OK',
  'query {',
  'prose of any kind',
);

const lineEnding = fc.constantFrom('\n', '\r\n', '\r');

function textOf(endings: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('', '\uFEFF'),
      fc.array(fc.tuple(line, endings), { maxLength: 30 }),
      fc.constantFrom('', 'GET https://a.example', 'Authorization: x', 'accountId: x'),
    )
    .map(([mark, lines, last]) => mark + lines.flat().join('') + last);
}

const plausibleText = textOf(lineEnding);
const anyText = fc.oneof(plausibleText, fc.string({ unit: 'binary' }));

const offset = fc.nat(400);
const selections = fc.array(fc.record({ start: offset, end: offset }), { maxLength: 4 });

function inserted(text: string, places: readonly { start: number; end: number }[]): string {
  return applyEdits(text, insertAuthorization(text, places, referenceHeaders).edits);
}

/** The lines that must survive: all but the two headers, without their line endings. */
function otherLines(text: string): string[] {
  const ours = new Set(
    parseRequestBlocks(text)
      .filter(({ unseparated }) => !unseparated)
      .flatMap(({ request }) => request?.headers ?? [])
      .filter(({ name }) => /^(?:authorization|accountid)$/i.test(name))
      .map(({ range }) => range.firstLine),
  );
  return text.split(/\r\n|\r|\n/).filter((_, index) => !ours.has(index));
}

describe('insertAuthorization, for any text', () => {
  it('never throws, and makes edits that are in order', () => {
    fc.assert(
      fc.property(anyText, selections, (text, places) => {
        inserted(text, places);
      }),
    );
  });

  it('keeps every line but those of the two headers', () => {
    fc.assert(
      fc.property(plausibleText, selections, (text, places) => {
        assert.deepEqual(otherLines(inserted(text, places)), otherLines(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('uses the one line ending of the text for what it inserts', () => {
    fc.assert(
      fc.property(textOf(fc.constant('\r\n')), selections, (text, places) => {
        fc.pre(text.includes('\r\n'));
        assert.equal(
          inserted(text, places)
            .replaceAll('\r\n', '')
            .search(/[\r\n]/),
          -1,
        );
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(plausibleText, (text) => {
        const once = inserted(text, [{ start: 0, end: text.length }]);
        assert.equal(inserted(once, [{ start: 0, end: once.length }]), once);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the bodies and the number of requests', () => {
    const bodies = (text: string): string[] =>
      parseRequestBlocks(text).map(({ request }) =>
        request === undefined ? 'no request' : text.slice(request.body?.start ?? 0, request.body?.end ?? 0),
      );
    fc.assert(
      fc.property(plausibleText, selections, (text, places) => {
        assert.deepEqual(bodies(inserted(text, places)), bodies(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseRequestBlocks, for any text', () => {
  it('covers the whole text without gaps', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const blocks = parseRequestBlocks(text);
        assert.equal(blocks.map(({ range }) => text.slice(range.start, range.end)).join(''), text);
      }),
    );
  });
});
