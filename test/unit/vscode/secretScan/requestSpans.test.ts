import assert from 'node:assert/strict';
import { requestSpans } from '../../../../src/vscode/secretScan/requestSpans';

/** Each: what it shows, VS Code's id of the language, the name of the file, the text, and the parts of it. */
const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  ['a file of requests', 'http', 'a.http', 'one', ['one']],
  ['a file of requests by its name', 'plaintext', 'a.rest', 'one', ['one']],
  ['Markdown', 'markdown', 'a.md', 'a\n```http\none\n```\nb\n```sh\nc\n```\n```http\ntwo', ['one\n', 'two']],
  ['AsciiDoc', 'asciidoc', 'a.adoc', 'a\n[source,http]\n----\none\n----\n', ['one\n']],
  ['a text that has no code blocks', 'plaintext', 'a.txt', '```http\none\n```\n', []],
];

// Seen to fail when: code blocks are not looked at; all of a text with code blocks counts.
describe('requestSpans', () => {
  for (const [what, languageId, fileName, text, expected] of cases) {
    it(`are the requests: ${what}`, () => {
      const spans = requestSpans({ languageId, fileName }, text);
      assert.deepEqual(
        spans.map(({ start, end }) => text.slice(start, end)),
        expected,
      );
    });
  }
});
