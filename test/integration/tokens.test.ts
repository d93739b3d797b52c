import assert from 'node:assert/strict';
import type { TokenStatus } from '../../src/contributions';
import { bearerFingerprint } from '../emulator/calls';
import { calls, latestToken, queueFault, revokeAll, setOptions } from './emulatorControl';
import { credentials, execute, extension, otherCredentials, sharedVariables } from './extension';
import { newMessages } from './messages';

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
            buttons: ['Try Again', 'Show Log'],
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

describe('nomba.getAccessToken', () => {
  it('returns the token', async () => {
    await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    assert.equal(bearerFingerprint(await execute('nomba.getAccessToken')), bearer);
  });

  it('issues one first when there is none', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    const token = await execute('nomba.getAccessToken', { profile: 'sandbox' });
    const { bearer } = await latestToken();
    assert.deepEqual(
      { bearer: bearerFingerprint(token), calls: await calls() },
      { bearer, calls: ['issue 200', 'revoke 200', 'issue 200'] },
    );
  });

  it('renews one that is about to expire first', async () => {
    await setOptions({ lifetimeMs: 60_000 });
    await execute('nomba.addProfile', credentials());
    await setOptions({ lifetimeMs: 0 });
    await execute('nomba.refreshToken', {});
    await setOptions({ lifetimeMs: 1_800_000 });
    const token = await execute('nomba.getAccessToken');
    const { bearer } = await latestToken();
    assert.equal(bearerFingerprint(token), bearer);
  });

  it('rejects with a sentence when there is no profile', async () => {
    await assert.rejects(execute('nomba.getAccessToken'), /There is no Nomba profile yet\.$/);
  });

  it('rejects with a sentence when no token is to be had', async () => {
    await execute('nomba.addProfile', credentials({ clientSecret: 'test-secret-that-is-wrong' }));
    await assert.rejects(
      execute('nomba.getAccessToken'),
      /Nomba refused the client secret \(private key\)\./,
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
      { profile: 'sandbox', state: 'signedOut' },
      { profile: 'sandbox', state: 'refreshing' },
      { profile: 'sandbox', state: 'fresh', expiresAt },
      { profile: 'sandbox', state: 'signedOut' },
    ]);
  });
});
