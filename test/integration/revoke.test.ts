import assert from 'node:assert/strict';
import { calls, liveTokens, queueFault, setOptions } from './emulatorControl';
import { credentials, execute, sharedVariables } from './extension';
import { newMessages, willAnswer } from './messages';

/** What stays shared without a token: what a request needs to be refused properly. */
function withoutToken(): ReturnType<typeof sharedVariables> {
  const { accountId, baseUrl = '' } = credentials();
  return { bearer: undefined, accountId, subAccountId: undefined, baseUrl };
}

describe('nomba.revokeToken', () => {
  beforeEach(async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
  });

  it('has Nomba revoke the token, and removes it here', async () => {
    const result = await execute('nomba.revokeToken', { profile: 'sandbox', confirm: true });
    assert.deepEqual(
      {
        result,
        calls: await calls(),
        live: await liveTokens(),
        shared: sharedVariables(),
        messages: newMessages(),
      },
      {
        result: { profile: 'sandbox', state: 'signedOut' },
        calls: ['issue 200', 'revoke 200'],
        live: [],
        shared: withoutToken(),
        messages: [
          { severity: 'information', text: 'Nomba has revoked the token of “sandbox”.', buttons: [] },
        ],
      },
    );
  });

  it('uses the other form of the request when the official one is refused', async () => {
    await setOptions({ revokeForm: 'token' });
    const result = await execute('nomba.revokeToken', { confirm: true });
    assert.deepEqual(
      { result, calls: await calls(), live: await liveTokens() },
      {
        result: { profile: 'sandbox', state: 'signedOut' },
        calls: ['issue 200', 'revoke 400', 'revoke 200'],
        live: [],
      },
    );
  });

  it('removes the token here although Nomba cannot be reached, and says that it may live on', async () => {
    await queueFault({ kind: 'revoke', type: 'reset', moment: 'before' });
    const result = await execute('nomba.revokeToken', { confirm: true });
    assert.deepEqual(
      {
        result,
        live: (await liveTokens()).length,
        shared: sharedVariables(),
        messages: newMessages(),
      },
      {
        result: { profile: 'sandbox', state: 'signedOut' },
        live: 1,
        shared: withoutToken(),
        messages: [
          {
            severity: 'warning',
            text: 'The token of “sandbox” is removed from this machine, but Nomba did not confirm: it may stay valid until it expires. Nomba could not be reached. Check the connection, a proxy or a VPN, then try again.',
            buttons: [],
          },
        ],
      },
    );
  });

  it('asks first', async () => {
    const { expiresAt } = (await execute('nomba.issueToken', {})) ?? {};
    const kept = await execute('nomba.revokeToken');
    willAnswer('Revoke');
    const revoked = await execute('nomba.revokeToken');
    assert.deepEqual(
      { kept, revoked, calls: await calls() },
      {
        kept: { profile: 'sandbox', state: 'fresh', expiresAt },
        revoked: { profile: 'sandbox', state: 'signedOut' },
        calls: ['issue 200', 'revoke 200'],
      },
    );
  });
});
