import assert from 'node:assert/strict';
import { printable } from '../../../src/profiles/printable';

const cases: Readonly<Record<string, readonly [text: string, expected: string]>> = {
  'keeps a name as it is': ['Àda’s 店 👩‍💻 (live).http', 'Àda’s 店 👩‍💻 (live).http'],
  'keeps an empty text': ['', ''],
  'shows line breaks of every kind': [
    'a\nb\rc\u0085d\u2028e\u2029f\u000Bg\u000Ch',
    'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh',
  ],
  'shows control characters': ['\0a\u001B[31mb\u007Fc\u009Bd', '\uFFFDa\uFFFD[31mb\uFFFDc\uFFFDd'],
  'shows what turns the direction of the text': [
    'a\u202Eb\u2066c\u2069d\u200Ee\u200Ff\u061Cg',
    'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg',
  ],
  'shows half of a surrogate pair': ['a\uD83Db', 'a\uFFFDb'],
  'keeps 200 characters': ['x'.repeat(200), 'x'.repeat(200)],
  'cuts 201 characters': ['x'.repeat(201), `${'x'.repeat(199)}…`],
  'cuts without leaving half of a surrogate pair': [`${'x'.repeat(198)}👩👩`, `${'x'.repeat(198)}\uFFFD…`],
};

// Seen to fail when: one of the classes of characters is missing, or all beyond ASCII are taken for one; only the first is replaced, or they are removed; there is
// no limit, or 200 is beyond it; the text is cut after the replacement; an empty text gets a word.
describe('printable', () => {
  for (const [what, [text, expected]] of Object.entries(cases)) {
    it(what, () => {
      assert.equal(printable(text), expected);
    });
  }
});
