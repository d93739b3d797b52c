import assert from 'node:assert/strict';
import { calls, liveTokens, queueFault, releaseHeld, setOptions } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, nothingShared, sharedVariables } from './extension';
import { newMessages, willAnswer } from './messages';

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
        shared: nothingShared(),
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
        shared: nothingShared(),
        messages: [
          {
            severity: 'warning',
            text: 'The token of “sandbox” is removed here, but Nomba did not confirm: it may stay valid until it expires. Nomba could not be reached.',
            buttons: ['Show Log'],
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

  it('says at once, without the question, that there is nothing to revoke', async () => {
    await execute('nomba.revokeToken', { confirm: true });
    newMessages();
    const result = await execute('nomba.revokeToken');
    assert.deepEqual(
      { result, messages: newMessages(), calls: await calls() },
      {
        result: { profile: 'sandbox', state: 'signedOut' },
        messages: [{ severity: 'information', text: '“sandbox” has no token to revoke.', buttons: [] }],
        calls: ['issue 200', 'revoke 200'],
      },
    );
  });

  // Seen to fail when a window that knows of no token ends the command at once.
  it('ends the call that was to bring the first token', async () => {
    await execute('nomba.revokeToken', { confirm: true });
    newMessages();
    await queueFault({ kind: 'issue', type: 'hold', moment: 'after' });
    const issued = execute('nomba.issueToken', {});
    await eventually(calls, ['issue 200', 'revoke 200', 'issue -']);
    const revoked = await execute('nomba.revokeToken');
    await issued;
    await releaseHeld();
    assert.deepEqual(
      { revoked, shared: sharedVariables(), messages: newMessages() },
      {
        revoked: { profile: 'sandbox', state: 'signedOut' },
        shared: nothingShared(),
        messages: [{ severity: 'information', text: '“sandbox” has no token to revoke.', buttons: [] }],
      },
    );
  });
});
