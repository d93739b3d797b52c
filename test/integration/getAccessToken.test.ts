import assert from 'node:assert/strict';
import { bearerFingerprint } from '../emulator/calls';
import { calls, latestToken, setOptions } from './emulatorControl';
import { credentials, execute, executeWith, productionProfile, setSetting } from './extension';
import { willAnswer } from './messages';

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

  it('is not given while the setting keeps tokens from clients', async () => {
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.shareWithHttpClients', 'never');
    await assert.rejects(
      execute('nomba.getAccessToken'),
      /The setting nomba\.shareWithHttpClients keeps the token from tasks and launch configurations too\.$/,
    );
  });

  it('is not given of a production profile before a yes in a window that uses it, which is good for that profile only', async () => {
    const refused =
      /A production token is given only after “Nomba: Share Production Token with This Window…”, in a window that uses its profile\.$/;
    await setSetting('nomba.profiles', [
      productionProfile('00000000-0001-4333-8444-555555555555'),
      productionProfile('00000000-0002-4333-8444-555555555555', 'live too'),
    ]);
    await execute('nomba.switchProfile', { profile: 'live' });
    await assert.rejects(execute('nomba.getAccessToken'), refused);
    await execute('nomba.shareProductionToken');
    await assert.rejects(execute('nomba.getAccessToken'), refused);
    willAnswer('Share Until the Window Closes');
    await execute('nomba.shareProductionToken');
    // Nothing is sent to production: there is no client secret to send.
    await assert.rejects(execute('nomba.getAccessToken'), /There is no client secret \(private key\)/);
    await assert.rejects(execute('nomba.getAccessToken', { profile: 'live too' }), refused);
  });

  it('takes a launch configuration for no argument of its own, whatever that has as its profile', async () => {
    await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    const configuration = { type: 'node', request: 'launch', name: 'Test', profile: 'nobody' };
    const tokens = [
      await executeWith('nomba.getAccessToken', configuration),
      await executeWith('nomba.getAccessToken', { ...configuration, profile: 5 }),
    ];
    assert.deepEqual(
      tokens.map((token) => bearerFingerprint(String(token))),
      [bearer, bearer],
    );
  });
});
