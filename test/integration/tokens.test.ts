import assert from 'node:assert/strict';
import type { TokenStatus } from '../../src/contributions';
import { bearerFingerprint } from '../emulator/calls';
import { errorReplies } from '../emulator/replies';
import { calls, latestToken, queueFault, revokeAll, setOptions } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, extension, otherCredentials, setSetting, sharedVariables } from './extension';
import { newMessages, willAnswer } from './messages';

/** The next issue is answered as one with a wrong client secret. */
async function refuseTheSecretOnce(): Promise<void> {
  await queueFault({ kind: 'issue', type: 'respond', ...errorReplies.wrongSecret });
}

describe('nomba.issueToken', () => {
  it('keeps a valid token', async () => {
    const added = await execute('nomba.addProfile', credentials());
    const result = await execute('nomba.issueToken', { profile: 'sandbox' });
    assert.deepEqual({ result, calls: await calls() }, { result: added, calls: ['issue 200'] });
  });

  it('asks Nomba for another one when forced', async () => {
    await execute('nomba.addProfile', credentials());
    const before = sharedVariables().bearer;
    const result = await execute('nomba.issueToken', { force: true });
    const { expiresAt, bearer } = await latestToken();
    assert.notEqual(bearer, before);
    assert.deepEqual(
      { result, calls: await calls(), bearer: sharedVariables().bearer },
      {
        result: { profile: 'sandbox', state: 'fresh', expiresAt },
        calls: ['issue 200', 'issue 200'],
        bearer,
      },
    );
  });

  it('says in the palette’s case that there is a token now, and for how long', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    newMessages();
    await execute('nomba.issueToken');
    assert.deepEqual(
      { messages: newMessages(), calls: await calls() },
      {
        messages: [
          {
            severity: 'information',
            text: '“sandbox” has a token, valid for 24 minutes.',
            buttons: [],
          },
        ],
        calls: ['issue 200', 'revoke 200', 'issue 200'],
      },
    );
  });

  it('asks before it issues another one beside one that lives, also after a failure', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    await refuseTheSecretOnce();
    const failed = await execute('nomba.issueToken', { force: true });
    newMessages();
    const kept = await execute('nomba.issueToken');
    const [question] = newMessages();
    willAnswer('Issue New Token');
    const { state } = (await execute('nomba.issueToken')) ?? {};
    assert.deepEqual(
      {
        failed: failed?.state,
        question: { text: question?.text, buttons: question?.buttons },
        kept: kept?.state,
        state,
        calls: await calls(),
      },
      {
        failed: 'failed',
        question: {
          text: '“sandbox” has a token that is valid for 24 minutes. Issue another one?',
          buttons: ['Issue New Token'],
        },
        kept: 'failed',
        state: 'fresh',
        calls: ['issue 200', 'issue 403', 'issue 200'],
      },
    );
  });

  it('does not ask about a token that is about to expire', async () => {
    await setSetting('nomba.autoRefresh.enabled', false);
    await setOptions({ lifetimeMs: 6_000 });
    await execute('nomba.addProfile', credentials());
    const state = async (): Promise<string | undefined> =>
      (await execute('nomba.switchProfile', { profile: 'sandbox' }))?.state;
    await eventually(state, 'expiring');
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    newMessages();
    await execute('nomba.issueToken');
    assert.deepEqual(
      newMessages().map(({ text }) => text),
      ['“sandbox” has a token, valid for 24 minutes.'],
    );
  });

  it('really asks Nomba after a failure, although the token lives', async () => {
    await execute('nomba.addProfile', credentials());
    await refuseTheSecretOnce();
    await execute('nomba.issueToken', { force: true });
    const { state } = (await execute('nomba.issueToken', {})) ?? {};
    assert.deepEqual(
      { state, calls: await calls() },
      { state: 'fresh', calls: ['issue 200', 'issue 403', 'issue 200'] },
    );
  });

  it('issues for a profile that is not the one of this window, and does not share that token', async () => {
    await execute('nomba.addProfile', otherCredentials());
    await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    const { profile } = (await execute('nomba.issueToken', { profile: 'other', force: true })) ?? {};
    assert.deepEqual(
      { profile, bearer: sharedVariables().bearer, calls: await calls() },
      { profile: 'other', bearer, calls: ['issue 200', 'issue 200', 'issue 200'] },
    );
  });

  it('tells of a server that cannot be reached, and how to try again', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    newMessages();
    await queueFault({ kind: 'issue', type: 'reset', moment: 'before' });
    const result = await execute('nomba.issueToken', {});
    assert.deepEqual(
      { result, messages: newMessages() },
      {
        result: { profile: 'sandbox', state: 'failed' },
        messages: [
          {
            severity: 'error',
            text: 'No token was issued for “sandbox”. Nomba could not be reached. Check the connection, a proxy or a VPN, then try again.',
            buttons: ['Try Again', 'Run Doctor'],
          },
        ],
      },
    );
  });
});

describe('nomba.refreshToken', () => {
  it('brings another token by the refresh token', async () => {
    await execute('nomba.addProfile', credentials());
    const result = await execute('nomba.refreshToken', { profile: 'sandbox' });
    const { expiresAt, bearer } = await latestToken();
    assert.deepEqual(
      { result, calls: await calls(), bearer: sharedVariables().bearer },
      {
        result: { profile: 'sandbox', state: 'fresh', expiresAt },
        calls: ['issue 200', 'refresh 200'],
        bearer,
      },
    );
  });

  it('issues a token when Nomba does not accept the refresh token any more', async () => {
    await execute('nomba.addProfile', credentials());
    await revokeAll();
    const result = await execute('nomba.refreshToken', {});
    const { expiresAt, bearer } = await latestToken();
    assert.deepEqual(
      { result, calls: await calls(), bearer: sharedVariables().bearer },
      {
        result: { profile: 'sandbox', state: 'fresh', expiresAt },
        calls: ['issue 200', 'refresh 401', 'issue 200'],
        bearer,
      },
    );
  });

  it('keeps the token that is still valid when Nomba cannot be reached', async () => {
    const added = await execute('nomba.addProfile', credentials());
    await queueFault({ kind: 'refresh', type: 'respond', status: 503 });
    const result = await execute('nomba.refreshToken', {});
    assert.deepEqual(
      { result, calls: await calls() },
      { result: added, calls: ['issue 200', 'refresh 503'] },
    );
  });
});

describe('the API for other extensions', () => {
  it('gives the token of a named profile', async () => {
    await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    await execute('nomba.addProfile', otherCredentials());
    assert.equal(bearerFingerprint(await extension().exports.getAccessToken('sandbox')), bearer);
  });

  it('tells of every change, never with the token', async () => {
    const heard: TokenStatus[] = [];
    const subscription = extension().exports.onDidChangeToken((status) => heard.push(status));
    await execute('nomba.addProfile', credentials());
    const { expiresAt } = await latestToken();
    await execute('nomba.revokeToken', { confirm: true });
    subscription.dispose();
    const states = heard.filter(({ state }, index) => state !== heard[index - 1]?.state);
    assert.deepEqual(states, [
      { profile: 'sandbox', state: 'refreshing' },
      { profile: 'sandbox', state: 'fresh', expiresAt },
      { profile: 'sandbox', state: 'signedOut' },
    ]);
  });
});
