import assert from 'node:assert/strict';
import type { CommandId } from '../../src/contributions';
import { calls } from './emulatorControl';
import { credentials, execute, executeWith, profileOf, sharedVariables, userSetting } from './extension';
import { newMessages } from './messages';

const tooLong = 'x'.repeat(10_001);

/** What a keybinding can get wrong, and what the user is told. */
const wrongArguments: readonly (readonly [CommandId, Readonly<Record<string, unknown>>, string])[] = [
  ['nomba.addProfile', { name: 5 }, 'The argument “name” must be a string.'],
  ['nomba.addProfile', {}, 'The environment must be one of: sandbox, production, custom.'],
  ['nomba.editProfile', { profile: 'sandbox', clientId: null }, 'The argument “clientId” must be a string.'],
  ['nomba.removeProfile', { profile: true }, 'The argument “profile” must be a string.'],
  ['nomba.switchProfile', { profile: 1 }, 'The argument “profile” must be a string.'],
  ['nomba.switchProfile', { profile: 'nobody' }, 'There is no profile “nobody”.'],
  [
    'nomba.switchProfile',
    { profile: 'no\u2028\n\u001B[31m\u202Ebody' },
    'There is no profile “no\uFFFD\uFFFD\uFFFD[31m\uFFFDbody”.',
  ],
  ['nomba.switchProfile', { profile: 'x'.repeat(10_000) }, `There is no profile “${'x'.repeat(199)}…”.`],
  ['nomba.switchProfile', { profile: tooLong }, 'The argument “profile” has more than 10,000 characters.'],
  ['nomba.setClientSecret', { clientSecret: 1 }, 'The argument “clientSecret” must be a string.'],
  [
    'nomba.setClientSecret',
    { profile: 'sandbox', clientSecret: 'with space' },
    'The client secret (private key) contains a space or a line break. Copy it again, without what stands around it.',
  ],
  [
    'nomba.addProfile',
    { clientSecret: tooLong },
    'The argument “clientSecret” has more than 10,000 characters.',
  ],
  ['nomba.importFromEnvFile', { uri: 5 }, 'The argument “uri” must be a string.'],
  ['nomba.importFromEnvFile', { uri: tooLong }, 'The argument “uri” has more than 10,000 characters.'],
  [
    'nomba.importFromEnvFile',
    { uri: 'no scheme:/at.all' },
    'The argument “uri” must be a URI such as file:///home/me/.env.',
  ],
  ['nomba.issueToken', { force: 'yes' }, 'The argument “force” must be a boolean.'],
  ['nomba.issueToken', { profile: 'nobody', force: true }, 'There is no profile “nobody”.'],
  ['nomba.refreshToken', { profile: [] }, 'The argument “profile” must be a string.'],
  ['nomba.revokeToken', { confirm: 'yes' }, 'The argument “confirm” must be a boolean.'],
  ['nomba.copyAccessToken', { profile: 0 }, 'The argument “profile” must be a string.'],
  ['nomba.copyAuthorizationHeader', { profile: 'nobody' }, 'There is no profile “nobody”.'],
  ['nomba.insertBearerToken', { style: 'other' }, 'The argument “style” must be “reference” or “literal”.'],
  ['nomba.sendRequest', { uri: 5 }, 'The argument “uri” must be a string.'],
  ['nomba.sendRequest', { line: 'first' }, 'The argument “line” must be a number.'],
  [
    'nomba.sendRequest',
    { uri: 'no scheme:/at.all' },
    'The argument “uri” must be the URI of a file that can be opened.',
  ],
  ['nomba.inspectToken', { profile: {} }, 'The argument “profile” must be a string.'],
  ['nomba.syncEnvFile', { uri: 5 }, 'The argument “uri” must be a string.'],
  ['nomba.stopSyncingEnvFile', { uri: 'file:///invented/.env' }, 'This file is not kept current here.'],
  ['nomba.eraseAllSecrets', { confirm: 1 }, 'The argument “confirm” must be a boolean.'],
];

describe('an argument that does not fit', () => {
  it('is refused with a sentence, and changes nothing', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    const before = sharedVariables();
    const outcomes: unknown[] = [];
    for (const [command, argument] of wrongArguments) {
      const result = await executeWith(command, argument);
      outcomes.push([command, argument, result, newMessages().map(({ severity, text }) => [severity, text])]);
    }
    assert.deepEqual(
      {
        outcomes,
        calls: await calls(),
        setting: userSetting('nomba.profiles'),
        shared: sharedVariables(),
      },
      {
        outcomes: wrongArguments.map(([command, argument, sentence]) => [
          command,
          argument,
          undefined,
          [['warning', sentence]],
        ]),
        calls: ['issue 200'],
        setting: [profileOf(credentials())],
        shared: before,
      },
    );
  });

  it('makes nomba.getAccessToken reject', async () => {
    await execute('nomba.addProfile', credentials());
    await assert.rejects(
      executeWith('nomba.getAccessToken', { profile: 5 }),
      /The argument “profile” must be a string\.$/,
    );
  });
});
