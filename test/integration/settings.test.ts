import assert from 'node:assert/strict';
import { always, eventually } from './eventually';
import { latestToken } from './emulatorControl';
import {
  credentials,
  execute,
  otherCredentials,
  profileOf,
  setSetting,
  sharedVariables,
  userSetting,
} from './extension';
import { newMessages } from './messages';
import { statusBarText } from './windowText';

describe('the user’s settings', () => {
  it('choose the profile of a window that has not chosen one of those there are', async () => {
    const profiles = ['one', 'two', 'three'].map((name) => ({
      ...profileOf(credentials({ name, clientId: `never chosen ${name}`.replaceAll(' ', '-') })),
      accountId: name,
    }));
    await setSetting('nomba.profiles', profiles);
    await eventually(statusBarText, 'one no token');
    await setSetting('nomba.defaultProfile', 'three');
    await eventually(statusBarText, 'three no token');
  });

  it('do not take away the choice that this window has made', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.addProfile', otherCredentials());
    const { accountId } = otherCredentials();
    await setSetting('nomba.defaultProfile', 'sandbox');
    await always(() => sharedVariables().accountId, accountId, 300);
  });

  it('bring the profile back under the name that another window has given it', async () => {
    await execute('nomba.addProfile', otherCredentials());
    await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    const [other, { name, ...sandbox }] = userSetting('nomba.profiles') as [unknown, { name: string }];
    await setSetting('nomba.profiles', [other, { name: `${name} renamed`, ...sandbox }]);
    assert.deepEqual(
      {
        bearer: sharedVariables().bearer,
        status: await execute('nomba.issueToken', { profile: 'sandbox renamed' }),
      },
      {
        bearer,
        status: {
          profile: 'sandbox renamed',
          state: 'fresh',
          expiresAt: (await latestToken()).expiresAt,
        },
      },
    );
  });

  it('name the entry that cannot be used, and the others go on working', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    const profiles = userSetting('nomba.profiles') as readonly unknown[];
    await setSetting('nomba.profiles', [...profiles, { name: 'half' }]);
    await eventually(
      () => newMessages(),
      [
        {
          severity: 'warning' as const,
          text: 'Entry 2 of the setting nomba.profiles is ignored. The environment must be one of: sandbox, production, custom.',
          buttons: ['Open Settings'],
        },
      ],
    );
    const { state } = (await execute('nomba.issueToken', {})) ?? {};
    assert.equal(state, 'fresh');
  });

  it('do not lose an entry that cannot be used when another profile is added', async () => {
    await setSetting('nomba.profiles', [{ name: 'half' }]);
    await execute('nomba.addProfile', credentials());
    assert.deepEqual(
      (userSetting('nomba.profiles') as readonly { name: string }[]).map(({ name }) => name),
      ['half', 'sandbox'],
    );
  });
});
