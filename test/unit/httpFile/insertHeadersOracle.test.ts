import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { insertAuthorization } from '../../../src/httpFile/insertHeaders';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import { referenceHeaders } from '../../../src/httpFile/tokenReference';
import { applyEdits } from './applyEdits';
import { parseWithHttpyac, type ParsedFile } from './httpyacParser';

const folder = path.join(__dirname, 'samples');

/** Git gives every sample the same line endings, so the other ones are made here. */
const shapes: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'without a final newline': (text) => text.trimEnd(),
  'with a BOM': (text) => `\uFEFF${text}`,
};

const ours = new Set(referenceHeaders.map(({ name }) => name.toLowerCase()));

function withoutOurHeaders({ requests, parts }: ParsedFile): ParsedFile {
  return {
    requests: requests.map((request) => ({
      ...request,
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => !ours.has(name.toLowerCase())),
      ),
    })),
    parts,
  };
}

function ourHeaders({ requests }: ParsedFile): unknown[] {
  return requests.map(({ headers }) =>
    Object.entries(headers)
      .map(([name, value]) => ({ name: name.toLowerCase(), value }))
      .filter(({ name }) => ours.has(name))
      .sort((a, b) => a.name.localeCompare(b.name)),
  );
}

function insertEverywhere(text: string): string {
  const whole = [{ start: 0, end: text.length }];
  return applyEdits(text, insertAuthorization(text, whole, referenceHeaders).edits);
}

/** The same text with a separator before each request that has none: without one such a request is skipped. */
function separated(text: string): string {
  const starts = parseRequestBlocks(text).filter(({ unseparated }) => unseparated);
  return applyEdits(
    text,
    starts.map(({ range: { start } }) => ({ start, end: start, newText: '###\n' })),
  );
}

describe('insertAuthorization, judged by httpYac’s own parser', () => {
  for (const file of readdirSync(folder)) {
    for (const [shape, shaped] of Object.entries(shapes)) {
      describe(`${file} ${shape}`, () => {
        const text = shaped(readFileSync(path.join(folder, file), 'utf8'));

        it('has the requests and headers that httpYac finds', async () => {
          const { requests } = await parseWithHttpyac(text);
          const found = parseRequestBlocks(text).flatMap(({ request }) =>
            request === undefined ? [] : [request.headers.map(({ name }) => name)],
          );
          assert.deepEqual(
            found.map((names) => [...new Set(names)]),
            requests.map(({ headers }) => Object.keys(headers)),
          );
        });

        it('keeps everything but the two headers', async () => {
          const before = separated(text);
          const after = insertEverywhere(before);
          assert.deepEqual(
            withoutOurHeaders(await parseWithHttpyac(after)),
            withoutOurHeaders(await parseWithHttpyac(before)),
          );
        });

        it('gives each request the two headers once', async () => {
          const after = await parseWithHttpyac(insertEverywhere(separated(text)));
          const expected = referenceHeaders
            .map(({ name, value }) => ({ name: name.toLowerCase(), value }))
            .sort((a, b) => a.name.localeCompare(b.name));
          assert.deepEqual(
            ourHeaders(after),
            after.requests.map(() => expected),
          );
        });
      });
    }
  }
});
