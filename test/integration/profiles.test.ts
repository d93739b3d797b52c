import assert from 'node:assert/strict';
import type { AddProfileArgument } from '../../src/contributions';
import { calls, latestToken } from './emulatorControl';
import {
  credentials,
  execute,
  extension,
  otherCredentials,
  profileOf,
  sharedVariables,
  userSetting,
} from './extension';
import { newMessages } from './messages';
import { readRunFile } from './runFile';

describe('nomba.addProfile', () => {
  it('saves the profile without the secret, has a token issued, and uses the profile in this window', async () => {
    const result = await execute('nomba.addProfile', credentials());
    const { expiresAt, bearer } = await latestToken();
    const { accountId, baseUrl = '' } = credentials();
    assert.deepEqual(
      {
        result,
        setting: userSetting('nomba.profiles'),
        calls: await calls(),
        shared: sharedVariables(),
        messages: newMessages(),
      },
      {
        result: { profile: 'sandbox', state: 'fresh', expiresAt },
        setting: [profileOf(credentials())],
        calls: ['issue 200'],
        shared: { bearer, accountId, subAccountId: undefined, baseUrl },
        messages: [
          {
            severity: 'information',
            text: '“sandbox” is ready. Its token renews itself.',
            buttons: [],
          },
        ],
      },
    );
  });

  const refusals: readonly (readonly [string, Partial<AddProfileArgument>, string, RegExp])[] = [
    [
      'a wrong client secret',
      { clientSecret: 'test-secret-that-is-wrong' },
      'issue 403',
      /client secret \(private key\)/,
    ],
    [
      'an unknown client id',
      { clientId: '00000000-2222-4333-8444-555555555555' },
      'issue 404',
      /client id in this environment/,
    ],
    [
      'an unknown account id',
      { accountId: '00000000-8888-4777-8666-555555555555' },
      'issue 404',
      /parent account id/,
    ],
    [
      'a sub-account id in the place of the account id',
      { accountId: readRunFile().clients[0].subAccountId },
      'issue 401',
      /not a sub-account id/,
    ],
  ];
  for (const [fault, change, call, explanation] of refusals) {
    it(`keeps the profile and explains it when Nomba refuses ${fault}`, async () => {
      const argument = credentials(change);
      const result = await execute('nomba.addProfile', argument);
      const [message, ...others] = newMessages();
      assert.match(message?.text ?? '', explanation);
      assert.deepEqual(
        {
          result,
          setting: userSetting('nomba.profiles'),
          calls: await calls(),
          bearer: sharedVariables().bearer,
          others,
        },
        {
          result: { profile: 'sandbox', state: 'failed' },
          setting: [profileOf(argument)],
          calls: [call],
          bearer: undefined,
          others: [],
        },
      );
    });
  }

  it('gives two profiles of the same credentials one token', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.addProfile', credentials({ name: 'again' }));
    const api = extension().exports;
    const one = await api.getAccessToken('sandbox');
    assert.equal(one === (await api.getAccessToken('again')), true);
  });

  it('does not let a wrong secret take the place of the right one that another profile lives on', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    const again = credentials({ name: 'again', clientSecret: 'test-secret-that-is-wrong' });
    const { state } = (await execute('nomba.addProfile', again)) ?? {};
    const [message] = newMessages();
    const issued = await execute('nomba.issueToken', { profile: 'sandbox', force: true });
    assert.deepEqual(
      { state, text: message?.text.split('. ')[0], issued: issued?.state, calls: await calls() },
      {
        state: 'fresh',
        text: '“again” keeps the client secret that it had',
        issued: 'fresh',
        calls: ['issue 200', 'issue 403', 'issue 200'],
      },
    );
  });

  it('does not put back a secret that was refused itself: the profile still needs attention', async () => {
    await execute('nomba.addProfile', credentials({ clientSecret: 'test-secret-that-is-wrong' }));
    const clientSecret = 'test-secret-that-is-wrong-too';
    const { state } = (await execute('nomba.setClientSecret', { profile: 'sandbox', clientSecret })) ?? {};
    assert.deepEqual([state, await calls()], ['failed', ['issue 403', 'issue 403']]);
  });

  it('refuses a name that is taken', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    const result = await execute('nomba.addProfile', credentials());
    assert.deepEqual(
      {
        result,
        setting: userSetting('nomba.profiles'),
        calls: await calls(),
        messages: newMessages(),
      },
      {
        result: undefined,
        setting: [profileOf(credentials())],
        calls: ['issue 200'],
        messages: [
          {
            severity: 'warning',
            text: 'There is a profile “sandbox” already. Choose another name.',
            buttons: [],
          },
        ],
      },
    );
  });
});

describe('nomba.switchProfile', () => {
  it('makes the other profile the one of this window and shares its token instead', async () => {
    const sandbox = await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    await execute('nomba.addProfile', otherCredentials());
    const result = await execute('nomba.switchProfile', { profile: 'sandbox' });
    const { accountId, baseUrl = '' } = credentials();
    assert.deepEqual(
      { result, shared: sharedVariables(), calls: await calls() },
      {
        result: sandbox,
        shared: { bearer, accountId, subAccountId: undefined, baseUrl },
        calls: ['issue 200', 'issue 200'],
      },
    );
  });
});

// Seen to fail when the change goes by the profile that was found before it had its turn: the window uses “sandbox” then, which has the same credentials.
describe('nomba.switchProfile to a profile that is removed while it waits its turn', () => {
  it('says that it is gone, and leaves the window its profile', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.addProfile', credentials({ name: 'again' }));
    await execute('nomba.addProfile', otherCredentials());
    newMessages();
    const profile = 'again';
    await Promise.all([
      execute('nomba.removeProfile', { profile }),
      execute('nomba.switchProfile', { profile }),
    ]);
    const texts = newMessages().map(({ text }) => text);
    const active = await execute('nomba.refreshToken', {});
    assert.deepEqual(
      { texts: new Set(texts), active: active?.profile },
      { texts: new Set(['“again” is removed.', 'There is no profile “again”.']), active: 'other' },
    );
  });
});

describe('nomba.removeProfile', () => {
  it('removes the profile, its token and its secret', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.removeProfile', { profile: 'sandbox' });
    assert.deepEqual(
      { setting: userSetting('nomba.profiles'), bearer: sharedVariables().bearer },
      { setting: [], bearer: undefined },
    );
    await execute('nomba.addProfile', credentials({ name: 'other name', clientSecret: 'test-secret-wrong' }));
    assert.deepEqual(await calls(), ['issue 200', 'issue 403']);
  });

  for (const [which, profile, message] of [
    ['the one in use', 'other', '“other” is removed. This window uses “sandbox” now.'],
    ['another one', 'sandbox', '“sandbox” is removed.'],
  ] as const) {
    it(`says that ${which} is removed`, async () => {
      await execute('nomba.addProfile', credentials());
      await execute('nomba.addProfile', otherCredentials());
      newMessages();
      await execute('nomba.removeProfile', { profile });
      assert.deepEqual(newMessages(), [{ severity: 'information', text: message, buttons: [] }]);
    });
  }

  it('keeps the secret that another profile uses, too', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.addProfile', credentials({ name: 'again' }));
    await execute('nomba.removeProfile', { profile: 'sandbox' });
    const { state } = (await execute('nomba.issueToken', { force: true })) ?? {};
    assert.deepEqual(
      { state, calls: await calls() },
      { state: 'fresh', calls: ['issue 200', 'issue 200', 'issue 200'] },
    );
  });
});
