import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import { settled } from '../../fakes/fakeClock';
import { brought, clientSecret, dead, due, fresh, start, TestWindows } from '../../fakes/testWindows';
import { plain, testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const second = 1_000;
const minute = 60_000;
const otherIdentity = { ...identity, accountId: 'another-account' };
const cancelled = { name: 'TokenError', kind: 'cancelled' };

// Seen to fail when: a token is never fresh, or always; the store is not read or written; what it cannot say counts; the living token is not given, a dead one is, or one to who
// cancels; a person is held to the pause; a server’s wait is ignored; identities are one; there is no lock; a call is not shown; “forced” or a failure changes nothing; a
// weaker call is the answer, or not waited for; a cancelled call forgets the token; only another access token is stored, or a success.
describe('TokenManager', () => {
  let windows: TestWindows;
  beforeEach(() => {
    windows = new TestWindows();
  });
  afterEach(() => {
    windows.dispose();
  });

  describe('get', () => {
    it('gives a fresh token from the store without asking Nomba', async () => {
      await windows.store.write(fresh);
      assert.deepEqual(
        [await windows.get(), windows.endpoint.asked, windows.shown()],
        ['access-fresh', [], 'fresh access-fresh'],
      );
    });

    it('issues the first token and stores it', async () => {
      windows.endpoint.willAnswer(brought);
      assert.deepEqual(
        [await windows.get(), windows.endpoint.asked, plain(await windows.store.read(identity))],
        ['access-brought', [`issue ${clientSecret}`], plain(brought)],
      );
    });

    for (const [state, tokenSet] of [
      ['expiring', due],
      ['expired', dead],
    ] as const) {
      it(`refreshes a token that is ${state}, and stores the new one`, async () => {
        await windows.store.write(tokenSet);
        windows.endpoint.willAnswer(brought);
        assert.deepEqual(
          [await windows.get(), windows.endpoint.asked, plain(await windows.store.read(identity))],
          ['access-brought', [`refresh ${tokenSet.refreshToken?.reveal() ?? ''}`], plain(brought)],
        );
      });
    }

    it('gives the fresh token to a consumer who asks right after the machine has slept', async () => {
      await windows.store.write(fresh);
      await windows.get();
      windows.clock.jump(8 * 60 * minute);
      windows.endpoint.willAnswer(testTokenSet('morning', windows.clock.now()));
      assert.equal(await windows.get(), 'access-morning');
    });

    it('gives the old token while it lives and Nomba cannot be reached', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'));
      assert.deepEqual(
        [await windows.get(), windows.shown(), await windows.stored()],
        ['access-due', 'expiring access-due', 'access-due'],
      );
    });

    it('gives the old token while it lives although the user has to act', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      assert.deepEqual([await windows.get(), windows.shown()], ['access-due', 'failed access-due']);
    });

    it('fails when no token lives and none can be had, and keeps the dead one', async () => {
      await windows.store.write(dead);
      windows.endpoint.willAnswer(new TokenError('server'));
      await assert.rejects(windows.get(), { kind: 'server' });
      assert.deepEqual([windows.shown(), await windows.stored()], ['failed access-dead', 'access-dead']);
    });

    it('does not ask again within the pause after a failure, with or without a living token', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'));
      await windows.get();
      windows.clock.jump(29 * second);
      const living = await windows.get();
      await windows.store.write({ ...dead });
      windows.endpoint.willAnswer(new TokenError('server'));
      windows.clock.jump(second);
      await assert.rejects(windows.get(), { kind: 'server' });
      await assert.rejects(windows.get(), { kind: 'server' });
      assert.deepEqual(
        [living, windows.endpoint.asked],
        ['access-due', ['refresh refresh-due', 'refresh refresh-dead']],
      );
    });

    it('does not hold a person to the pause', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), brought);
      await windows.get();
      assert.equal(await windows.get(windows.window, { byUser: true }), 'access-brought');
    });

    it('asks again after the pause', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), brought);
      await windows.get();
      windows.clock.jump(30 * second);
      assert.equal(await windows.get(), 'access-brought');
    });

    it('does not ask sooner than the server allows', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 2 * minute }), brought);
      await windows.get();
      windows.clock.jump(2 * minute - 1);
      const before = await windows.get();
      windows.clock.jump(1);
      assert.deepEqual([before, await windows.get()], ['access-due', 'access-brought']);
    });

    it('lets a consumer cancel, who then gets no token, not even a living one', async () => {
      await windows.store.write(due);
      const abort = new AbortController();
      const result = windows.get(windows.window, { signal: abort.signal });
      await settled();
      const list = windows.announcements();
      abort.abort();
      await assert.rejects(result, cancelled);
      await settled();
      assert.deepEqual([windows.shown(), list], ['expiring access-due', ['expiring access-due']]);
    });

    it('goes by what it knows when the store cannot be read, and says so in the log', async () => {
      await windows.store.write(fresh);
      await windows.get();
      windows.store.readFailure = new Error('test-secret-in-a-keyring-message');
      assert.deepEqual(
        [await windows.get(), windows.logger.lines],
        ['access-fresh', [{ level: 'warn', message: 'The stored token could not be read.' }]],
      );
    });

    it('keeps the tokens of two identities apart', async () => {
      const other = testTokenSet('other', start, 30 * minute, otherIdentity);
      await windows.store.write(fresh);
      await windows.store.write(other);
      const otherToken = await windows.window.get(otherIdentity);
      assert.deepEqual(
        [await windows.get(), otherToken.accessToken.reveal()],
        ['access-fresh', 'access-other'],
      );
    });
  });

  describe('one call at a time', () => {
    it('makes one call for all who ask in one window', async () => {
      const results = [windows.get(), windows.get(), windows.get()];
      await settled();
      windows.endpoint.latest.answer(brought);
      assert.deepEqual(
        [await Promise.all(results), windows.endpoint.asked],
        [['access-brought', 'access-brought', 'access-brought'], [`issue ${clientSecret}`]],
      );
    });

    it('makes one call for all who ask in two windows', async () => {
      await windows.store.write(due);
      const results = [windows.get(windows.window), windows.get(windows.otherWindow)];
      await settled();
      windows.endpoint.latest.answer(brought);
      assert.deepEqual(
        [await Promise.all(results), windows.endpoint.asked, windows.store.written],
        [['access-brought', 'access-brought'], ['refresh refresh-due'], ['access-due', 'access-brought']],
      );
    });

    it('makes one call for two windows that both demand a refresh', async () => {
      await windows.store.write(fresh);
      const results = [windows.window.refresh(identity), windows.otherWindow.refresh(identity)];
      await settled();
      windows.endpoint.latest.answer(brought);
      await Promise.all(results);
      assert.deepEqual(windows.endpoint.asked, ['refresh refresh-fresh']);
    });

    it('shows that a call is under way, and for how long', async () => {
      await windows.store.write(due);
      const list = windows.announcements();
      const result = windows.get();
      await settled();
      const during = windows.shown();
      windows.endpoint.latest.answer(brought);
      await result;
      assert.deepEqual(
        [during, windows.shown(), list.at(-1)],
        ['refreshing access-due', 'fresh access-brought', 'fresh access-brought'],
      );
    });
  });

  describe('issue and refresh on demand', () => {
    it('keeps a fresh token unless it is forced', async () => {
      await windows.store.write(fresh);
      const kept = await windows.window.issue(identity, false);
      windows.endpoint.willAnswer(brought);
      const forced = await windows.window.issue(identity, true);
      assert.deepEqual(
        [plain(kept), plain(forced), windows.endpoint.asked, await windows.stored()],
        [plain(fresh), plain(brought), [`issue ${clientSecret}`], 'access-brought'],
      );
    });

    it('refreshes a fresh token on demand', async () => {
      await windows.store.write(fresh);
      windows.endpoint.willAnswer(brought);
      await windows.window.refresh(identity);
      assert.deepEqual(
        [windows.endpoint.asked, await windows.stored()],
        [['refresh refresh-fresh'], 'access-brought'],
      );
    });

    it('does not make a person wait for the pause after a failure', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), brought);
      await windows.get();
      assert.deepEqual(plain(await windows.window.issue(identity, false)), plain(brought));
    });

    it('fails where a consumer would get the old token: the person asked for a new one', async () => {
      await windows.store.write(fresh);
      windows.endpoint.willAnswer(new TokenError('network'));
      await assert.rejects(windows.window.refresh(identity), { kind: 'network' });
      assert.equal(windows.shown(), 'fresh access-fresh');
    });

    it('renews a token that is due without being forced', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(brought);
      const renewed = await windows.window.issue(identity, false);
      assert.deepEqual([plain(renewed), windows.endpoint.asked], [plain(brought), ['refresh refresh-due']]);
    });

    it('stores a new refresh token that comes with the former access token: a success', async () => {
      await windows.store.write(due);
      const rotated = { ...due, refreshToken: brought.accessToken };
      windows.endpoint.willAnswer(new TokenError('network'), rotated);
      await windows.get();
      await windows.window.refresh(identity);
      assert.deepEqual(
        [plain(await windows.store.read(identity)), windows.window.snapshot(identity).failure],
        [plain(rotated), undefined],
      );
    });

    it('does not take a refresh that is under way for the answer to a forced issue, but waits for it and then asks', async () => {
      await windows.store.write(fresh);
      const refreshed = windows.window.refresh(identity);
      await settled();
      const issued = windows.window.issue(identity, true);
      await settled();
      const during = windows.endpoint.asked;
      windows.endpoint.latest.answer(testTokenSet('refreshed', start));
      await refreshed;
      await settled();
      windows.endpoint.latest.answer(brought);
      assert.deepEqual(
        [plain(await issued), during, windows.endpoint.asked],
        [plain(brought), ['refresh refresh-fresh'], ['refresh refresh-fresh', `issue ${clientSecret}`]],
      );
    });

    it('asks Nomba after a failure, although a fresh token is there', async () => {
      await windows.store.write(fresh);
      windows.endpoint.willAnswer(new TokenError('network'), brought);
      await assert.rejects(windows.window.refresh(identity), { kind: 'network' });
      assert.deepEqual(plain(await windows.window.issue(identity, false)), plain(brought));
    });

    it('starts anew for a person who cancels and asks again at once', async () => {
      const abort = new AbortController();
      windows.endpoint.endsOnAbort = false;
      const first = windows.window.issue(identity, true, abort.signal);
      await settled();
      abort.abort();
      await assert.rejects(first, cancelled);
      const again = windows.window.issue(identity, true);
      windows.endpoint.latest.answer(dead);
      await settled();
      windows.endpoint.latest.answer(brought);
      assert.deepEqual([plain(await again), await windows.stored()], [plain(brought), 'access-brought']);
    });
  });
});
