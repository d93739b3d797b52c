import assert from 'node:assert/strict';
import { latestToken, setOptions, recordedCalls } from './emulatorControl';
import { always, eventually } from './eventually';
import {
  credentials,
  execute,
  nothingShared,
  otherCredentials,
  productionProfile,
  profileOf,
  setSetting,
  sharedVariables,
} from './extension';
import { newMessages, willAnswer } from './messages';
import { readRunFile } from './runFile';

describe('the variables of this window', () => {
  it('hold the token, the account ids and the base URL after an issue', async () => {
    const { subAccountId } = readRunFile().clients[0];
    await execute('nomba.addProfile', credentials({ subAccountId }));
    const { bearer } = await latestToken();
    const { accountId, baseUrl = '' } = credentials();
    assert.deepEqual(sharedVariables(), { bearer, accountId, subAccountId, baseUrl });
  });

  it('hold the new token after a refresh', async () => {
    await execute('nomba.addProfile', credentials());
    const before = sharedVariables().bearer;
    await execute('nomba.refreshToken', {});
    const { bearer } = await latestToken();
    assert.deepEqual(
      { now: sharedVariables().bearer, same: before === bearer },
      { now: bearer, same: false },
    );
  });

  it('lose the sub-account id with a switch to a profile that has none', async () => {
    const { subAccountId } = readRunFile().clients[0];
    await execute('nomba.addProfile', credentials({ subAccountId }));
    await execute('nomba.addProfile', otherCredentials());
    const { bearer } = await latestToken();
    const { accountId, baseUrl = '' } = otherCredentials();
    assert.deepEqual(sharedVariables(), { bearer, accountId, subAccountId: undefined, baseUrl });
  });

  it('are what the user’s own environment had once the profile is gone', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.removeProfile', { profile: 'sandbox' });
    assert.deepEqual(sharedVariables(), nothingShared());
  });

  it('are withdrawn when the user turns sharing off, and come back when it is turned on', async () => {
    await execute('nomba.addProfile', credentials());
    const shared = sharedVariables();
    await setSetting('nomba.shareWithHttpClients', 'never');
    await eventually(sharedVariables, nothingShared());
    await setSetting('nomba.shareWithHttpClients', 'sandbox');
    await eventually(sharedVariables, shared);
  });

  it('are withdrawn with a switch to a production profile', async () => {
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.profiles', [
      profileOf(credentials()),
      productionProfile('00000000-0005-4333-8444-555555555555'),
    ]);
    const result = await execute('nomba.switchProfile', { profile: 'live' });
    assert.deepEqual(
      { result, shared: sharedVariables() },
      { result: { profile: 'live', state: 'signedOut' }, shared: nothingShared() },
    );
  });

  it('are what the user’s own environment had, all together, while there is no token', async () => {
    const { subAccountId } = readRunFile().clients[0];
    await execute('nomba.addProfile', credentials({ subAccountId }));
    await execute('nomba.revokeToken', { confirm: true });
    const revoked = sharedVariables();
    await execute('nomba.issueToken', {});
    const { bearer } = await latestToken();
    const { accountId, baseUrl = '' } = credentials();
    assert.deepEqual(
      { revoked, issued: sharedVariables() },
      { revoked: nothingShared(), issued: { bearer, accountId, subAccountId, baseUrl } },
    );
  });

  it('stay shared with a token that has expired', async () => {
    await setSetting('nomba.autoRefresh.enabled', false);
    await setOptions({ lifetimeMs: 1_000 });
    await execute('nomba.addProfile', credentials());
    const { accountId, baseUrl = '' } = credentials();
    const { bearer } = sharedVariables();
    const state = async (): Promise<string | undefined> =>
      (await execute('nomba.switchProfile', { profile: 'sandbox' }))?.state;
    await eventually(state, 'expired');
    assert.deepEqual(
      { shared: sharedVariables(), hadToken: bearer !== undefined },
      { shared: { bearer, accountId, subAccountId: undefined, baseUrl }, hadToken: true },
    );
  });

  it('hold nothing of a production profile that has no token, not even after a yes', async () => {
    await setSetting('nomba.profiles', [productionProfile('00000000-0004-4333-8444-555555555555')]);
    await execute('nomba.switchProfile', { profile: 'live' });
    willAnswer('Share Until the Window Closes');
    await execute('nomba.shareProductionToken');
    await always(sharedVariables, nothingShared(), 300);
  });

  it('are not asked about for a profile that shares anyway', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    await execute('nomba.shareProductionToken');
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'The active profile is not a production profile.',
        buttons: ['Switch Profile'],
      },
    ]);
  });
});

describe('auto-refresh', () => {
  it('renews the token before it expires without anybody asking, and shares the new one', async () => {
    await setOptions({ lifetimeMs: 4_000 });
    await execute('nomba.addProfile', credentials());
    const { bearer: first, expiresAt } = await latestToken();
    await eventually(async () => (await recordedCalls()).some(({ kind }) => kind === 'refresh'), true);
    await eventually(() => sharedVariables().bearer !== first, true);
    const [, refresh] = await recordedCalls();
    const { bearer } = await latestToken();
    assert.deepEqual(
      {
        kind: refresh?.kind,
        with: refresh?.bearer,
        inTime: (refresh?.at ?? Infinity) < expiresAt,
        shared: sharedVariables().bearer,
      },
      { kind: 'refresh', with: first, inTime: true, shared: bearer },
    );
  });

  it('does nothing when it is turned off', async () => {
    await setSetting('nomba.autoRefresh.enabled', false);
    await setOptions({ lifetimeMs: 1_000 });
    await execute('nomba.addProfile', credentials());
    const state = async (): Promise<string | undefined> =>
      (await execute('nomba.switchProfile', { profile: 'sandbox' }))?.state;
    await eventually(state, 'expired');
    assert.deepEqual(
      (await recordedCalls()).map(({ kind }) => kind),
      ['issue'],
    );
  });
});
