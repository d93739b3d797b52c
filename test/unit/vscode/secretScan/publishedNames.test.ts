import assert from 'node:assert/strict';
import fc from 'fast-check';
import { publishedSecretNames } from '../../../../src/httpFile/findings/publishedSecrets';
import { mostHits } from '../../../../src/sharing/runningSearch';
import { longestLine, PublishedNames } from '../../../../src/vscode/secretScan/publishedNames';

const parts = fc.constantFrom(
  'VITE_NOMBA_CLIENT_SECRET',
  '=',
  '_URL',
  '# ',
  'a(process.env.',
  'const {',
  ' } = import.meta.env',
  'cross-env A=b ',
  ' '.repeat(90),
  ' ',
  '\n',
  '\r',
  '\r\n',
);
const texts = fc.array(parts, { maxLength: 60 }).map((all) => all.join(''));

/** Offsets of what is found in a text that comes in pieces of a length. */
function found(text: string, length: number): readonly (readonly [number, number])[] {
  const names = new PublishedNames();
  const findings = [];
  for (let start = 0; start < text.length; start += length) {
    findings.push(...names.push(text.slice(start, start + length)));
  }
  return [...findings, ...names.end()].map(({ start, end }) => [start, end]);
}

// Seen to fail when: the beginning of a line is forgotten, or the lines around it; each piece ends a line; offsets are those of the piece; there is no limit.
describe('PublishedNames', () => {
  it('finds in pieces of any length what is in the whole text', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 60 }), (text, length) => {
        assert.deepEqual(
          found(text, length),
          publishedSecretNames(text).map(({ start, end }) => [start, end]),
        );
      }),
    );
  });

  it('goes on after a line of great length', () => {
    const line = ' '.repeat(10 * longestLine);
    assert.deepEqual(found(`${line}\nVITE_NOMBA_SECRET=a`, longestLine), [
      [line.length + 1, line.length + 18],
    ]);
  });

  it('finds what stands across the end of a piece on several lines, and nothing twice', () => {
    const text = `${' '.repeat(longestLine - 20)}\nconst {\n  VITE_NOMBA_SECRET,\n} = import.meta.env;\nVITE_NOMBA_TOKEN=a\n`;
    const names = ['VITE_NOMBA_SECRET', 'VITE_NOMBA_TOKEN'];
    assert.deepEqual(
      found(text, longestLine),
      names.map((name) => [text.indexOf(name), text.indexOf(name) + name.length]),
    );
  });

  it('stops at so many names', () => {
    assert.equal(found('VITE_NOMBA_SECRET=\n'.repeat(2 * mostHits), 100).length, mostHits);
  });
});
