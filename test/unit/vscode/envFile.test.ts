import assert from 'node:assert/strict';
import { isEnvFileName } from '../../../src/vscode/envFile';
import { temporaryName } from '../../../src/vscode/temporaryName';

// Seen to fail when: what is prepared for a file is offered as a file to be kept current.
describe('the name of a file that can be kept current', () => {
  it('is that of an env file, and not of what is prepared for one', () => {
    const names = [
      '.env',
      '.env.local',
      '.env-local',
      'my.env',
      'http-client.private.env.json',
      '.env.nomba-sandbox',
      '.env.nomba-tokens-x.tmp',
      temporaryName('.env'),
      temporaryName('.env.local'),
      'http-client.env.json',
      '.environment',
    ];
    assert.deepEqual(names.filter(isEnvFileName), names.slice(0, 7));
  });
});
