import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { posixWords } from '../../../src/httpFile/posixWords';

describe('posixWords', () => {
  const word = fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '`', ' ', '\n', 'a', '!', '&', '#', 'é', '\t'),
  });

  it('reads what single quotes hold', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = words.map((one) => `'${one.replaceAll("'", "'\\''")}'`).join(' ');
        assert.deepEqual(posixWords(line, String), words);
      }),
    );
  });

  it('reads what double quotes hold', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = words.map((one) => `"${one.replaceAll(/["\\$`]/g, '\\$&')}"`).join('\t');
        assert.deepEqual(posixWords(line, String), words);
      }),
    );
  });

  const itWithShell = process.platform === 'win32' ? (): void => undefined : it;
  itWithShell('agrees with the shell of the system', () => {
    const unit = fc.constantFrom("'", '"', '\\', ' ', 'a', 'b', '#', '\t', '\\\n', "'x'", '"y"');
    const lines = fc
      .sample(fc.array(unit, { maxLength: 12 }), { numRuns: 60, seed: 4 })
      .map((parts) => `w${parts.join('')}`);
    for (const line of lines) {
      const words = posixWords(line, String);
      if (words !== undefined && !line.endsWith('\\')) {
        const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${line}\n`], { encoding: 'utf8' });
        assert.deepEqual(words, printed.split('\0').slice(0, -1), line);
      }
    }
  });
});
