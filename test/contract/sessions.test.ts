import assert from 'node:assert/strict';
import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/server';
import { callApi, pairOf, refresh, revoke, signIn, validation } from './callEmulator';

const minute = 60_000;
const unauthorized = { status: 401, body: { code: '401', description: 'Unauthorized', status: false } };

describe("the emulator's sessions", () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator();
  });

  afterEach(async () => {
    await emulator.close();
  });

  describe('are refreshed', () => {
    it('with a bearer that has expired', async () => {
      const pair = await signIn(emulator);
      emulator.setOptions({ clockOffsetMs: 31 * minute });
      const { accessToken } = pairOf(await refresh(emulator, pair));
      assert.equal((await callApi(emulator, accessToken)).status, 200);
    });

    it('and rotates: the old refresh token is used up', async () => {
      const pair = await signIn(emulator);
      const renewed = pairOf(await refresh(emulator, pair));
      assert.notEqual(renewed.refreshToken, pair.refreshToken);
      assert.deepEqual(await refresh(emulator, pair), unauthorized);
    });

    it('and keeps the refresh token when rotation is off', async () => {
      emulator.setOptions({ rotateRefreshTokens: false, singleSession: true });
      const pair = await signIn(emulator);
      const renewed = pairOf(await refresh(emulator, pair));
      assert.equal(renewed.refreshToken, pair.refreshToken);
      assert.equal((await refresh(emulator, pair)).status, 200);
    });

    it('not without a bearer', async () => {
      const pair = await signIn(emulator);
      assert.deepEqual(await refresh(emulator, pair, { headers: { Authorization: null } }), unauthorized);
    });

    it('not with a bearer that Nomba never signed', async () => {
      const pair = await signIn(emulator);
      const forged = `${pair.accessToken.slice(0, -4)}AAAA`;
      assert.deepEqual(
        await refresh(emulator, pair, { headers: { Authorization: `Bearer ${forged}` } }),
        unauthorized,
      );
    });

    it('not with a refresh token that has expired', async () => {
      emulator.setOptions({ refreshLifetimeMs: 60 * minute });
      const pair = await signIn(emulator);
      emulator.setOptions({ clockOffsetMs: 60 * minute });
      assert.deepEqual(await refresh(emulator, pair), unauthorized);
    });

    it('not for a sub-account', async () => {
      const pair = await signIn(emulator);
      const headers = { accountId: emulatorCredentials.subAccountId };
      assert.deepEqual(await refresh(emulator, pair, { headers }), unauthorized);
    });

    it('not without a refresh token', async () => {
      const pair = await signIn(emulator);
      assert.deepEqual(
        await refresh(emulator, pair, { body: { grant_type: 'refresh_token', refresh_token: '' } }),
        validation(422, 'Validation failed', ['refresh_token is not valid']),
      );
    });
  });

  describe('live', () => {
    it('side by side by default', async () => {
      const first = await signIn(emulator);
      await signIn(emulator);
      assert.equal((await callApi(emulator, first.accessToken)).status, 200);
    });

    it('one at a time when asked: a new token ends the former', async () => {
      emulator.setOptions({ singleSession: true });
      const first = await signIn(emulator);
      await signIn(emulator);
      assert.deepEqual(
        [await callApi(emulator, first.accessToken), await refresh(emulator, first)],
        [unauthorized, unauthorized],
      );
    });

    it('one at a time when asked: a refreshed token ends the former', async () => {
      emulator.setOptions({ singleSession: true });
      const first = await signIn(emulator);
      await refresh(emulator, first);
      assert.deepEqual(await callApi(emulator, first.accessToken), unauthorized);
    });

    it('until they expire by its clock', async () => {
      const { accessToken, expiresAt } = await signIn(emulator);
      const statusAt = async (time: number): Promise<number> => {
        emulator.setOptions({ clockOffsetMs: Math.round(time - Date.now()) });
        return (await callApi(emulator, accessToken)).status;
      };
      const end = Date.parse(expiresAt);
      assert.deepEqual([await statusAt(end - minute), await statusAt(end + 1)], [200, 401]);
    });

    it('that are dead on arrival with a lifetime of zero', async () => {
      emulator.setOptions({ lifetimeMs: 0 });
      const { accessToken } = await signIn(emulator);
      assert.deepEqual(await callApi(emulator, accessToken), unauthorized);
    });

    it('until all are revoked', async () => {
      const { accessToken } = await signIn(emulator);
      emulator.revokeAll();
      assert.deepEqual(await callApi(emulator, accessToken), unauthorized);
    });
  });

  describe('are revoked', () => {
    const done = { status: 200, body: { code: '00', description: 'Token revoked successfully' } };

    it('with the official body: neither token is good afterwards', async () => {
      const pair = await signIn(emulator);
      assert.deepEqual(
        [
          await revoke(emulator, pair),
          await callApi(emulator, pair.accessToken),
          await refresh(emulator, pair),
        ],
        [done, unauthorized, unauthorized],
      );
    });

    it('without an account, as one official example does', async () => {
      const pair = await signIn(emulator);
      assert.deepEqual(await revoke(emulator, pair, { headers: { accountId: null } }), done);
    });

    it('a second time, too', async () => {
      const pair = await signIn(emulator);
      await revoke(emulator, pair);
      assert.deepEqual(await revoke(emulator, pair), done);
    });

    it('with token and bearer when it takes that form', async () => {
      emulator.setOptions({ revokeForm: 'token' });
      const pair = await signIn(emulator);
      const headers = { Authorization: `Bearer ${pair.accessToken}` };
      assert.deepEqual(
        [
          await revoke(emulator, pair),
          await revoke(emulator, pair, { body: { token: pair.accessToken }, headers }),
          await callApi(emulator, pair.accessToken),
        ],
        [validation(400, 'Bad request', ['token is required']), done, unauthorized],
      );
    });

    it('in both forms when asked', async () => {
      emulator.setOptions({ revokeForm: 'both' });
      const [first, second] = [await signIn(emulator), await signIn(emulator)];
      const headers = { Authorization: `Bearer ${second.accessToken}` };
      assert.deepEqual(
        [
          await revoke(emulator, first),
          await revoke(emulator, second, { body: { token: second.accessToken }, headers }),
        ],
        [done, done],
      );
      assert.deepEqual(emulator.currentTokens, []);
    });

    it('not with the token form when it takes only the official one', async () => {
      const pair = await signIn(emulator);
      const headers = { Authorization: `Bearer ${pair.accessToken}` };
      assert.deepEqual(
        await revoke(emulator, pair, { body: { token: pair.accessToken }, headers }),
        validation(400, 'Bad request', ['clientId is required', 'access_token is required']),
      );
    });

    it('not the token form without a bearer', async () => {
      emulator.setOptions({ revokeForm: 'token' });
      const pair = await signIn(emulator);
      assert.deepEqual(await revoke(emulator, pair, { body: { token: pair.accessToken } }), unauthorized);
    });

    it('not what was never issued', async () => {
      const pair = { ...(await signIn(emulator)), accessToken: 'test.token.invented' };
      assert.deepEqual(await revoke(emulator, pair), unauthorized);
    });

    it('not for a client it does not know', async () => {
      const { accessToken, ...pair } = await signIn(emulator);
      const body = { clientId: 'nobody', access_token: accessToken };
      assert.deepEqual(await revoke(emulator, { accessToken, ...pair }, { body }), {
        status: 404,
        body: { code: '404', description: 'Client record not found', status: false },
      });
    });
  });
});
