import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { insertAuthorization } from '../../../src/httpFile/insertHeaders';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import { referenceHeaders } from '../../../src/httpFile/dialect';
import { applyEdits } from './applyEdits';
import { noRequests, shapes } from './httpyacDifferences';
import { parseWithHttpyac, type ParsedFile, type ParsedRequest } from './httpyacParser';

const folder = path.join(__dirname, 'samples');

/**
 * Headers that httpYac takes for the beginning of the body, because of a comment above them that is none to it (`##`, or a lone `#`).
 * REST Client reads them, so they are headers here too; what is inserted goes above the comment, where both read it.
 */
const onlyInRestClient: Readonly<Record<string, readonly string[]>> = {
  'comments-of-other-lengths.http': ['Accept', 'X-Trace', 'accept'],
};

/** Request lines that only httpYac takes for such, as nothing separates them from the block above. In all other samples there are none. */
const missingSeparators: Readonly<Record<string, readonly string[]>> = {
  'adjacent-separators.http': ['  ### fourth'],
  'grpc-below-its-proto.http': ['GRPC {{host}}/invented.Payments/Send'],
  'markdown-around.http': ['GET https://sandbox.nomba.com/v1/accounts/balance'],
  'multipart-related.http': ['GET /v1/accounts/balance HTTP/1.1'],
  'text-body-like-a-request.http': ['POST https://example.com/in-the-body HTTP/1.1'],
  'without-separators.http': ['POST https://api.example.com/two', 'DELETE https://api.example.com/three'],
};

const ours = new Set(referenceHeaders('processEnv').map(({ name }) => name.toLowerCase()));

async function requestsIn(file: string, text: string): Promise<ParsedRequest[]> {
  const { requests } = await parseWithHttpyac(text);
  const exceptions = noRequests[file]?.urls ?? [];
  return requests.filter(({ url }) => !exceptions.includes(url ?? ''));
}

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

/** All lines but those that may be one of the two headers: judged without any parser. */
function otherLines(text: string): string[] {
  return text.split('\n').filter((line) => !/^\s*(?:authorization|accountid)\s*:/i.test(line));
}

function ourHeaders(requests: readonly ParsedRequest[]): unknown[] {
  return requests.map(({ headers }) =>
    Object.entries(headers)
      .map(([name, value]) => ({ name: name.toLowerCase(), value }))
      .filter(({ name }) => ours.has(name))
      .sort((a, b) => a.name.localeCompare(b.name)),
  );
}

function insertEverywhere(text: string): string {
  const whole = [{ start: 0, end: text.length }];
  return applyEdits(text, insertAuthorization(text, whole, referenceHeaders('processEnv')).edits);
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
          const exceptions = onlyInRestClient[file] ?? [];
          const found = parseRequestBlocks(text).flatMap(({ request }) =>
            request?.kind === 'http'
              ? [request.headers.map(({ name }) => name).filter((name) => !exceptions.includes(name))]
              : [],
          );
          assert.deepEqual(
            found.map((names) => [...new Set(names)]),
            (await requestsIn(file, text)).map(({ headers }) => Object.keys(headers)),
          );
        });

        it('misses a separator only above the requests that have none', () => {
          const lines = text.split(/\r?\n/);
          assert.deepEqual(
            parseRequestBlocks(text)
              .filter((block) => block.unseparated)
              .map(({ range }) => lines[range.firstLine]),
            missingSeparators[file] ?? [],
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
          const after = await requestsIn(file, insertEverywhere(separated(text)));
          const expected = referenceHeaders('processEnv')
            .map(({ name, value }) => ({ name: name.toLowerCase(), value }))
            .sort((a, b) => a.name.localeCompare(b.name));
          assert.deepEqual(
            ourHeaders(after),
            after.map(() => expected),
          );
        });

        it('keeps every other line byte for byte', () => {
          assert.deepEqual(otherLines(insertEverywhere(text)), otherLines(text));
        });

        it('changes nothing the second time', () => {
          const once = insertEverywhere(text);
          assert.equal(insertEverywhere(once), once);
        });
      });
    }

    it(`reads ${file} with lone CR, which httpYac never sees in an editor, as it reads it with LF`, () => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      assert.equal(
        insertEverywhere(text.replaceAll('\n', '\r')),
        insertEverywhere(text).replaceAll('\n', '\r'),
      );
    });
  }
});
