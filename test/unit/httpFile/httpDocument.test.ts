import assert from 'node:assert/strict';

import { isHttpDocument } from '../../../src/httpFile/httpDocument';

const documents: readonly (readonly [languageId: string, fileName: string, expected: boolean])[] = [
  ['http', 'Untitled-1', true],
  ['plaintext', '/projects/requests.http', true],
  ['plaintext', 'C:\\work\\Requests.REST', true],
  ['markdown', '/projects/readme.md', false],
  ['typescript', '/projects/http.ts', false],
  ['plaintext', '/projects/.http/notes', false],
];

describe('isHttpDocument', () => {
  for (const [languageId, fileName, expected] of documents) {
    it(`says ${expected ? 'yes' : 'no'} to ${fileName} of language ${languageId}`, () => {
      assert.equal(isHttpDocument({ languageId, fileName }), expected);
    });
  }
});
