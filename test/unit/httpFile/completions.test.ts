import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completionsAt } from '../../../src/httpFile/completions';
import { readSection } from '../../../src/httpFile/section';
import { fastestOf } from '../fastestOf';
import { contextOf } from './completionAt';

const pieces = fc.constantFrom(
  '###',
  ' name',
  '\n',
  '\r\n',
  '\r',
  'GET ',
  'post ',
  'https://api.nomba.com',
  'https://example.com',
  '/v1/',
  'accounts',
  '?',
  '&',
  'limit=1',
  '{{',
  '}}',
  '$processEnv ',
  'NOMBA_BASE_URL',
  'Authorization',
  'accountId',
  ':',
  ' ',
  '\t',
  'Bearer x',
  '# ',
  '// ',
  '@base = ',
  '{',
  '}',
  '"',
  'curl ',
  ' HTTP/1.1',
  '\uD83D',
  '< {%',
  '%}',
  '\u2028',
);

describe('completionsAt', () => {
  it('replaces a part of the line that holds the cursor, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 25 }),
        fc.nat(200),
        fc.boolean(),
        (parts, position, offersNombaToken) => {
          const text = parts.join('');
          const offset = Math.min(position, text.length);
          const found = completionsAt(readSection(text), offset, contextOf(text, { offersNombaToken }));
          for (const { replace } of found) {
            assert.ok(
              0 <= replace.start &&
                replace.start <= offset &&
                offset <= replace.end &&
                replace.end <= text.length,
            );
            assert.doesNotMatch(text.slice(replace.start, replace.end), /[\r\n]/);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  for (const offset of [-1, 4, 1.5, Number.NaN]) {
    it(`has nothing at the offset ${offset}, which is not in the section`, () => {
      assert.deepEqual(completionsAt(readSection('GET'), offset, contextOf('')), []);
    });
  }

  // Seen to fail when: the base is looked for by an expression without bounds.
  for (const part of ['{{', 'GET ', '/', ' ', 'a', '?a&', '\r', '\n', 'X: x\n', '{{a}}', 'https:']) {
    it(`takes time in proportion to a section of ${JSON.stringify(part)}`, () => {
      for (const text of [
        `GET ${part.repeat(300_000 / part.length)}`,
        `GET https://api.nomba.com/${part.repeat(1_500)}`,
      ]) {
        const section = readSection(text);
        const reading = fastestOf(2, () => readSection(text));
        const completing = fastestOf(2, () => completionsAt(section, text.length, contextOf('')));
        assert.ok(completing < 300 + 20 * reading, `${completing} ms; reading takes ${reading} ms`);
      }
    });
  }
});
