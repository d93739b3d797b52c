import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expiredToken, noProfile, noToken, withheldTokens } from '../../../src/httpFile/lackOfToken';

const titles = JSON.parse(
  readFileSync(path.join(__dirname, '../../../package.nls.json'), 'utf8'),
) as Readonly<Record<string, string>>;

// Seen to fail when: a button has words of its own for a command.
describe('what helps where there is no token', () => {
  it('has the words of the command palette', () => {
    const own = [noProfile, noToken('shop'), expiredToken('shop'), ...Object.values(withheldTokens)]
      .map(({ remedy }) => remedy)
      .filter(({ command }) => command.startsWith('nomba.'));
    assert.deepEqual(
      own.map(({ title }) => title),
      own.map(({ command }) =>
        titles[command.replace('nomba.', 'command.').concat('.title')]?.replace('…', ''),
      ),
    );
  });
});
