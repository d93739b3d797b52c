import assert from 'node:assert/strict';
import { calls, latestToken, liveTokens, queueFault } from './emulatorControl';
import {
  credentials,
  execute,
  executeWith,
  extension,
  otherCredentials,
  profileOf,
  setSetting,
  sharedVariables,
  userSetting,
} from './extension';
import { newMessages } from './messages';

const missingSecret =
  'There is no client secret (private key) stored for this profile on this machine. Enter it once.';

describe('nomba.editProfile', () => {
  it('loses nothing by a new name, not even the token', async () => {
    const added = await execute('nomba.addProfile', credentials());
    const result = await execute('nomba.editProfile', { profile: 'sandbox', name: 'renamed' });
    const { bearer } = await latestToken();
    assert.deepEqual(
      {
        result,
        setting: userSetting('nomba.profiles'),
        calls: await calls(),
        bearer: sharedVariables().bearer,
      },
      {
        result: { ...added, profile: 'renamed' },
        setting: [profileOf(credentials({ name: 'renamed' }))],
        calls: ['issue 200'],
        bearer,
      },
    );
  });

  it('never uses the token of the former client id', async () => {
    await execute('nomba.addProfile', credentials());
    const { clientId, accountId, clientSecret } = otherCredentials();
    await execute('nomba.editProfile', { profile: 'sandbox', clientId, accountId, clientSecret });
    const [, second] = await liveTokens();
    assert.deepEqual(
      { shared: sharedVariables().bearer, issuedTo: second?.clientId, calls: await calls() },
      { shared: second?.bearer, issuedTo: clientId, calls: ['issue 200', 'issue 200'] },
    );
  });

  it('forgets the secret of the former client id', async () => {
    await execute('nomba.addProfile', credentials());
    const { clientId, accountId, clientSecret } = otherCredentials();
    await execute('nomba.editProfile', { profile: 'sandbox', clientId, accountId, clientSecret });
    await setSetting('nomba.profiles', [profileOf(credentials())]);
    const result = await execute('nomba.issueToken', { profile: 'sandbox', force: true });
    assert.deepEqual(
      { result, calls: await calls() },
      { result: { profile: 'sandbox', state: 'failed' }, calls: ['issue 200', 'issue 200'] },
    );
  });

  it('wants a secret for another client id', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    const { clientId } = otherCredentials();
    const result = await execute('nomba.editProfile', { profile: 'sandbox', clientId });
    assert.deepEqual(
      { result, setting: userSetting('nomba.profiles'), messages: newMessages() },
      {
        result: undefined,
        setting: [profileOf(credentials())],
        messages: [
          {
            severity: 'warning',
            text: 'Another client id or host needs a client secret (private key) of its own.',
            buttons: [],
          },
        ],
      },
    );
  });

  it('does not ask for the secret again when the account id is corrected', async () => {
    await execute('nomba.addProfile', credentials({ accountId: '00000000-8888-4777-8666-555555555555' }));
    const { accountId } = credentials();
    const result = await execute('nomba.editProfile', { profile: 'sandbox', accountId });
    const { expiresAt } = await latestToken();
    assert.deepEqual(
      { result, calls: await calls() },
      { result: { profile: 'sandbox', state: 'fresh', expiresAt }, calls: ['issue 404', 'issue 200'] },
    );
  });
});

describe('nomba.editProfile of a profile that this window does not use', () => {
  it('does not make it the one of this window', async () => {
    await execute('nomba.addProfile', otherCredentials());
    await execute('nomba.addProfile', credentials());
    const shared = sharedVariables();
    const { profile } = (await execute('nomba.editProfile', { profile: 'other', name: 'renamed' })) ?? {};
    assert.deepEqual(
      { profile, active: (await execute('nomba.issueToken', {}))?.profile, shared: sharedVariables() },
      { profile: 'renamed', active: 'sandbox', shared },
    );
  });
});

describe('nomba.setClientSecret', () => {
  it('stores the secret of a profile that has none, and checks it', async () => {
    await setSetting('nomba.profiles', [profileOf(credentials())]);
    const { clientSecret } = credentials();
    const result = await execute('nomba.setClientSecret', { profile: 'sandbox', clientSecret });
    const { expiresAt, bearer } = await latestToken();
    assert.deepEqual(
      { result, calls: await calls(), bearer: sharedVariables().bearer },
      { result: { profile: 'sandbox', state: 'fresh', expiresAt }, calls: ['issue 200'], bearer },
    );
  });

  it('puts the former secret back when Nomba refuses the new one, and keeps the token', async () => {
    const added = await execute('nomba.addProfile', credentials());
    newMessages();
    const clientSecret = 'test-secret-that-is-wrong';
    const result = await execute('nomba.setClientSecret', { profile: 'sandbox', clientSecret });
    const messages = newMessages();
    const { state } = (await execute('nomba.issueToken', { force: true })) ?? {};
    assert.deepEqual(
      { result, messages, state, calls: await calls() },
      {
        result: added,
        messages: [
          {
            severity: 'error',
            text: '“sandbox” keeps the client secret that it had. Nomba refused the client secret (private key). Copy it again from the dashboard, up to the last “=”.',
            buttons: ['Enter Client Secret', 'Edit Profile', 'Show Log'],
          },
        ],
        state: 'fresh',
        calls: ['issue 200', 'issue 403', 'issue 200'],
      },
    );
  });

  it('keeps the new secret, and the token, when Nomba cannot be reached', async () => {
    const added = await execute('nomba.addProfile', credentials());
    newMessages();
    await queueFault({ kind: 'issue', type: 'reset', moment: 'before' });
    const clientSecret = 'test-secret-of-tomorrow';
    const result = await execute('nomba.setClientSecret', { profile: 'sandbox', clientSecret });
    const messages = newMessages();
    const { state } = (await execute('nomba.issueToken', { force: true })) ?? {};
    assert.deepEqual(
      { result, texts: messages.map(({ text }) => text.split('. ')[0]), state, calls: await calls() },
      {
        // Nomba may have ended it for the one whose answer was lost.
        result: { ...added, state: 'expiring' },
        texts: ['“sandbox” is saved and keeps its token, but the check failed'],
        state: 'failed',
        calls: ['issue 200', 'issue -', 'issue 403'],
      },
    );
  });

  it('mends a profile whose secret was refused', async () => {
    await execute('nomba.addProfile', credentials({ clientSecret: 'test-secret-that-is-wrong' }));
    const { clientSecret } = credentials();
    const result = await execute('nomba.setClientSecret', { profile: 'sandbox', clientSecret });
    const { expiresAt } = await latestToken();
    assert.deepEqual(
      { result, calls: await calls() },
      { result: { profile: 'sandbox', state: 'fresh', expiresAt }, calls: ['issue 403', 'issue 200'] },
    );
  });
});

describe('nomba.eraseAllSecrets', () => {
  it('removes secrets and tokens, keeps the profiles, and asks Nomba nothing', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.addProfile', otherCredentials());
    await execute('nomba.eraseAllSecrets', { confirm: true });
    newMessages();
    const results = [
      await execute('nomba.issueToken', { profile: 'sandbox' }),
      await execute('nomba.issueToken', { profile: 'other' }),
    ];
    assert.deepEqual(
      {
        results,
        setting: userSetting('nomba.profiles'),
        calls: await calls(),
        bearer: sharedVariables().bearer,
        messages: newMessages().map(({ text }) => text),
      },
      {
        results: [
          { profile: 'sandbox', state: 'failed' },
          { profile: 'other', state: 'failed' },
        ],
        setting: [profileOf(credentials()), profileOf(otherCredentials())],
        calls: ['issue 200', 'issue 200'],
        bearer: undefined,
        messages: [
          `No token was issued for “sandbox”. ${missingSecret}`,
          `No token was issued for “other”. ${missingSecret}`,
        ],
      },
    );
  });

  it('does nothing when the question is not answered with yes', async () => {
    await execute('nomba.addProfile', credentials());
    const api = extension().exports;
    const before = await api.getAccessToken();
    await executeWith('nomba.eraseAllSecrets', undefined);
    assert.equal(before === (await api.getAccessToken()), true);
  });
});
