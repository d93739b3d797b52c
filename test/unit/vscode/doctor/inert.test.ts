import assert from 'node:assert/strict';
import { inert } from '../../../../src/vscode/doctor/inert';

const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
  ['a host', 'sandbox.nomba.com', '`sandbox.nomba.com`'],
  ['a name of several words', 'my  sandbox', '`my sandbox`'],
  ['Markdown and a mention', '**[x](command:y)** @ada #1', '`**[x](command:y)** @ada #1`'],
  ['what would end the span or a cell', 'a`b|c', '`aˋb¦c`'],
  ['line breaks and control characters', 'a\r\n# b\u0000\u001b[31m', '`a\ufffd# b\ufffd[31m`'],
  ['marks that turn the direction', '\u202eabc\u2066\u200f', '`\ufffdabc\ufffd`'],
  ['line and paragraph separators', 'a\u2028b\u2029c', '`a\ufffdb\ufffdc`'],
  ['half a character', 'a\ud83d', '`a\ufffd`'],
  ['nothing but space', ' \u00a0 ', '(empty)'],
  ['what is too long', '😀'.repeat(81), `\`${'😀'.repeat(79)}…\``],
];

// Seen to fail when: it is no span, or an empty one; a backtick, a bar, a control character, a separator or a run of spaces stays; it is not trimmed, not bounded,
// or by halves of characters.
describe('inert text', () => {
  for (const [what, text, expected] of cases) {
    it(`is one code span on one line: ${what}`, () => {
      assert.equal(inert(text), expected);
    });
  }
});
