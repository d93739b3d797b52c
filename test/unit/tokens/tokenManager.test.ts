import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import { TokenManager } from '../../../src/tokens/tokenManager';
import { FakeClientSecrets } from '../../fakes/fakeClientSecrets';
import { FakeClock, settled } from '../../fakes/fakeClock';
import { FakeRenewalLock } from '../../fakes/fakeRenewalLock';
import { FakeTokenEndpoint } from '../../fakes/fakeTokenEndpoint';
import { FakeTokenStore } from '../../fakes/fakeTokenStore';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { plain, testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const second = 1_000;
const minute = 60 * second;
const leadTime = 5 * minute;
const clientSecret = 'test-secret-of-the-manager';
const otherIdentity = { ...identity, accountId: 'another-account' };

describe('TokenManager', () => {
  const clock = new FakeClock();
  const start = clock.now();
  const fresh = testTokenSet('fresh', start - minute);
  const due = testTokenSet('due', start - 26 * minute);
  const dead = testTokenSet('dead', start - 60 * minute);
  const brought = testTokenSet('brought', start);

  let endpoint: FakeTokenEndpoint;
  let store: FakeTokenStore;
  let lock: FakeRenewalLock;
  let logger: RecordingLogger;
  let window: TokenManager;
  let otherWindow: TokenManager;

  beforeEach(() => {
    clock.jump(start - clock.now());
    endpoint = new FakeTokenEndpoint();
    store = new FakeTokenStore();
    lock = new FakeRenewalLock();
    logger = new RecordingLogger();
    window = open();
    otherWindow = open();
  });

  afterEach(() => {
    window.dispose();
    otherWindow.dispose();
  });

  /** A window of its own: it shares the store, the lock and Nomba with the others. */
  function open(): TokenManager {
    const clientSecrets = new FakeClientSecrets();
    clientSecrets.set(identity, clientSecret);
    return new TokenManager({
      endpoint,
      store,
      lock,
      clientSecrets,
      clock,
      logger,
      leadTime: () => leadTime,
    });
  }

  /** State and access token at each announcement of a window. */
  function announcements(manager: TokenManager): readonly string[] {
    const list: string[] = [];
    manager.onDidChange((changed) => {
      list.push(describeToken(manager, changed));
    });
    return list;
  }

  function describeToken(manager: TokenManager, of = identity): string {
    const { state, tokenSet } = manager.snapshot(of);
    return `${state} ${tokenSet?.accessToken.reveal() ?? '-'}`;
  }

  async function storedToken(): Promise<string | undefined> {
    return (await store.read(identity))?.accessToken.reveal();
  }

  async function get(manager = window, signal?: AbortSignal): Promise<string> {
    return (await manager.get(identity, signal)).accessToken.reveal();
  }

  const cancelled = { name: 'TokenError', kind: 'cancelled' };

  describe('get', () => {
    it('gives a fresh token from the store without asking Nomba', async () => {
      await store.write(fresh);
      assert.deepEqual(
        [await get(), endpoint.asked, describeToken(window)],
        ['access-fresh', [], 'fresh access-fresh'],
      );
    });

    it('issues the first token and stores it', async () => {
      endpoint.willAnswer(brought);
      assert.deepEqual(
        [await get(), endpoint.asked, plain(await store.read(identity))],
        ['access-brought', [`issue ${clientSecret}`], plain(brought)],
      );
    });

    for (const [state, tokenSet] of [
      ['expiring', due],
      ['expired', dead],
    ] as const) {
      it(`refreshes a token that is ${state}, and stores the new one`, async () => {
        await store.write(tokenSet);
        endpoint.willAnswer(brought);
        assert.deepEqual(
          [await get(), endpoint.asked, plain(await store.read(identity))],
          ['access-brought', [`refresh ${tokenSet.refreshToken?.reveal() ?? ''}`], plain(brought)],
        );
      });
    }

    it('gives the fresh token to a consumer who asks right after the machine has slept', async () => {
      await store.write(fresh);
      await get();
      clock.jump(8 * 60 * minute);
      endpoint.willAnswer(testTokenSet('morning', clock.now()));
      assert.equal(await get(), 'access-morning');
    });

    it('gives the old token while it lives and Nomba cannot be reached', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('network'));
      assert.deepEqual(
        [await get(), describeToken(window), await storedToken()],
        ['access-due', 'expiring access-due', 'access-due'],
      );
    });

    it('gives the old token while it lives although the user has to act', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      assert.deepEqual([await get(), describeToken(window)], ['access-due', 'failed access-due']);
    });

    it('fails when no token lives and none can be had, and keeps the dead one', async () => {
      await store.write(dead);
      endpoint.willAnswer(new TokenError('server'));
      await assert.rejects(get(), { kind: 'server' });
      assert.deepEqual([describeToken(window), await storedToken()], ['failed access-dead', 'access-dead']);
    });

    it('does not ask again within the pause after a failure, with or without a living token', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('network'));
      await get();
      clock.jump(29 * second);
      const living = await get();
      await store.write({ ...dead });
      endpoint.willAnswer(new TokenError('server'));
      clock.jump(second);
      await assert.rejects(get(), { kind: 'server' });
      await assert.rejects(get(), { kind: 'server' });
      assert.deepEqual(
        [living, endpoint.asked],
        ['access-due', ['refresh refresh-due', 'refresh refresh-dead']],
      );
    });

    it('asks again after the pause', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('network'), brought);
      await get();
      clock.jump(30 * second);
      assert.equal(await get(), 'access-brought');
    });

    it('does not ask sooner than the server allows', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 2 * minute }), brought);
      await get();
      clock.jump(2 * minute - 1);
      const before = await get();
      clock.jump(1);
      assert.deepEqual([before, await get()], ['access-due', 'access-brought']);
    });

    it('lets a consumer cancel, who then gets no token, not even a living one', async () => {
      await store.write(due);
      const abort = new AbortController();
      const result = get(window, abort.signal);
      await settled();
      abort.abort();
      await assert.rejects(result, cancelled);
      assert.equal(describeToken(window), 'expiring access-due');
    });

    it('goes by what it knows when the store cannot be read, and says so in the log', async () => {
      await store.write(fresh);
      await get();
      store.readFailure = new Error('test-secret-in-a-keyring-message');
      assert.deepEqual(
        [await get(), logger.lines],
        ['access-fresh', [{ level: 'warn', message: 'The stored token could not be read.' }]],
      );
    });

    it('keeps the tokens of two identities apart', async () => {
      const other = testTokenSet('other', start, 30 * minute, otherIdentity);
      await store.write(fresh);
      await store.write(other);
      const otherToken = await window.get(otherIdentity);
      assert.deepEqual([await get(), otherToken.accessToken.reveal()], ['access-fresh', 'access-other']);
    });
  });

  describe('one call at a time', () => {
    it('makes one call for all who ask in one window', async () => {
      const results = [get(), get(), get()];
      await settled();
      endpoint.latest.answer(brought);
      assert.deepEqual(
        [await Promise.all(results), endpoint.asked],
        [['access-brought', 'access-brought', 'access-brought'], [`issue ${clientSecret}`]],
      );
    });

    it('makes one call for all who ask in two windows', async () => {
      await store.write(due);
      const results = [get(window), get(otherWindow)];
      await settled();
      endpoint.latest.answer(brought);
      assert.deepEqual(
        [await Promise.all(results), endpoint.asked, store.written],
        [['access-brought', 'access-brought'], ['refresh refresh-due'], ['access-due', 'access-brought']],
      );
    });

    it('makes one call for two windows that both demand a refresh', async () => {
      await store.write(fresh);
      const results = [window.refresh(identity), otherWindow.refresh(identity)];
      await settled();
      endpoint.latest.answer(brought);
      await Promise.all(results);
      assert.deepEqual(endpoint.asked, ['refresh refresh-fresh']);
    });

    it('shows that a call is under way, and for how long', async () => {
      await store.write(due);
      const list = announcements(window);
      const result = get();
      await settled();
      const during = describeToken(window);
      endpoint.latest.answer(brought);
      await result;
      assert.deepEqual(
        [during, describeToken(window), list.at(-1)],
        ['refreshing access-due', 'fresh access-brought', 'fresh access-brought'],
      );
    });
  });

  describe('issue and refresh on demand', () => {
    it('keeps a fresh token unless it is forced', async () => {
      await store.write(fresh);
      const kept = await window.issue(identity, false);
      endpoint.willAnswer(brought);
      const forced = await window.issue(identity, true);
      assert.deepEqual(
        [plain(kept), plain(forced), endpoint.asked, await storedToken()],
        [plain(fresh), plain(brought), [`issue ${clientSecret}`], 'access-brought'],
      );
    });

    it('refreshes a fresh token on demand', async () => {
      await store.write(fresh);
      endpoint.willAnswer(brought);
      await window.refresh(identity);
      assert.deepEqual([endpoint.asked, await storedToken()], [['refresh refresh-fresh'], 'access-brought']);
    });

    it('does not make a person wait for the pause after a failure', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('network'), brought);
      await get();
      assert.deepEqual(plain(await window.issue(identity, false)), plain(brought));
    });

    it('fails where a consumer would get the old token: the person asked for a new one', async () => {
      await store.write(fresh);
      endpoint.willAnswer(new TokenError('network'));
      await assert.rejects(window.refresh(identity), { kind: 'network' });
      assert.equal(describeToken(window), 'fresh access-fresh');
    });

    it('stores a new refresh token that comes with the former access token', async () => {
      await store.write(due);
      const rotated = { ...due, refreshToken: brought.accessToken };
      endpoint.willAnswer(rotated);
      await window.refresh(identity);
      assert.deepEqual(plain(await store.read(identity)), plain(rotated));
    });

    it('starts anew for a person who cancels and asks again at once', async () => {
      const abort = new AbortController();
      endpoint.endsOnAbort = false;
      const first = window.issue(identity, true, abort.signal);
      await settled();
      abort.abort();
      await assert.rejects(first, cancelled);
      const again = window.issue(identity, true);
      endpoint.latest.answer(dead);
      await settled();
      endpoint.latest.answer(brought);
      assert.deepEqual([plain(await again), await storedToken()], [plain(brought), 'access-brought']);
    });
  });

  describe('revoke', () => {
    const signal = new AbortController().signal;

    it('has nothing to revoke where there is no token', async () => {
      assert.deepEqual(
        [await window.revoke(identity, signal), endpoint.asked],
        [{ kind: 'nothingToRevoke' }, []],
      );
    });

    it('tells Nomba and removes the token', async () => {
      await store.write(fresh);
      await get();
      endpoint.willAnswer('done');
      const outcome = await window.revoke(identity, signal);
      assert.deepEqual(
        [outcome, endpoint.asked, await storedToken(), describeToken(window)],
        [{ kind: 'revoked' }, ['revoke access-fresh'], undefined, 'signedOut -'],
      );
    });

    it('removes the token also when Nomba cannot be told, and says which of the two it was', async () => {
      await store.write(fresh);
      const failure = new TokenError('network');
      endpoint.willAnswer(failure);
      const outcome = await window.revoke(identity, signal);
      assert.deepEqual(
        [outcome, await storedToken(), describeToken(window)],
        [{ kind: 'removedLocally', failure }, undefined, 'signedOut -'],
      );
    });

    it('has removed the token before Nomba answers', async () => {
      await store.write(fresh);
      const revocation = window.revoke(identity, signal);
      await settled();
      const during = await storedToken();
      endpoint.latest.answer();
      await revocation;
      assert.equal(during, undefined);
    });

    it('discards the token that comes late from a call that was under way in this window', async () => {
      await store.write(due);
      endpoint.endsOnAbort = false;
      const consumer = get();
      await settled();
      const revocation = window.revoke(identity, signal);
      await assert.rejects(consumer, cancelled);
      endpoint.latest.answer(brought);
      await settled();
      endpoint.latest.answer();
      const outcome = await revocation;
      assert.deepEqual(
        [outcome, endpoint.asked, store.written, describeToken(window)],
        [{ kind: 'revoked' }, ['refresh refresh-due', 'revoke access-due'], ['access-due'], 'signedOut -'],
      );
    });

    it('waits for a call that is under way in another window, and revokes the token that it brings', async () => {
      await store.write(due);
      const renewal = get(otherWindow);
      await settled();
      const revocation = window.revoke(identity, signal);
      await settled();
      endpoint.latest.answer(brought);
      await renewal;
      await settled();
      endpoint.latest.answer();
      await revocation;
      await settled();
      assert.deepEqual(
        [endpoint.asked, await storedToken(), describeToken(otherWindow)],
        [['refresh refresh-due', 'revoke access-brought'], undefined, 'signedOut -'],
      );
    });
  });

  describe('signing out while a call is under way', () => {
    it('discards the late token when another window has signed out', async () => {
      await store.write(due);
      const consumer = get();
      await settled();
      await otherWindow.forget(identity);
      endpoint.latest.answer(brought);
      await assert.rejects(consumer, cancelled);
      assert.deepEqual(
        [store.written, await storedToken(), describeToken(window)],
        [['access-due'], undefined, 'signedOut -'],
      );
    });

    it('is signed out at once, although the call has not noticed yet', async () => {
      await store.write(due);
      endpoint.endsOnAbort = false;
      const consumer = get();
      await settled();
      const forgetting = window.forget(identity);
      await assert.rejects(consumer, cancelled);
      await forgetting;
      const state = describeToken(window);
      endpoint.latest.answer(brought);
      await settled();
      assert.deepEqual(
        [state, describeToken(window), await storedToken()],
        ['signedOut -', 'signedOut -', undefined],
      );
    });

    it('does not take up a token again whose lock was still being released', async () => {
      let release = (): void => undefined;
      lock.releasing = new Promise((resolve) => {
        release = resolve;
      });
      endpoint.willAnswer(brought);
      const consumer = get();
      await settled();
      const forgetting = window.forget(identity);
      await assert.rejects(consumer, cancelled);
      await forgetting;
      release();
      await settled();
      assert.deepEqual([describeToken(window), await storedToken()], ['signedOut -', undefined]);
    });

    it('does not show the failure of a call that nobody wants any more', async () => {
      await store.write(due);
      endpoint.endsOnAbort = false;
      const consumer = get();
      await settled();
      const forgetting = window.forget(identity);
      await assert.rejects(consumer, cancelled);
      await forgetting;
      endpoint.latest.fail(new TokenError('network'));
      await settled();
      assert.equal(describeToken(window), 'signedOut -');
    });
  });

  describe('what it announces', () => {
    it('tells of its own renewal once, although the store tells of it too', async () => {
      await store.write(due);
      await window.load(identity);
      const list = announcements(window);
      endpoint.willAnswer(brought);
      await get();
      await settled();
      assert.deepEqual(list, ['refreshing access-due', 'refreshing access-brought', 'fresh access-brought']);
    });

    it('adopts a token of another window and tells of it once, however often the store does', async () => {
      await store.write(due);
      await window.load(identity);
      const list = announcements(window);
      await store.write(brought);
      store.repeatChange(identity);
      await settled();
      store.repeatChange(identity);
      await settled();
      assert.deepEqual(list, ['fresh access-brought']);
    });

    it('adopts the sign-out of another window and tells of it once', async () => {
      await store.write(fresh);
      await window.load(identity);
      const list = announcements(window);
      await store.remove(identity);
      store.repeatChange(identity);
      await settled();
      assert.deepEqual(list, ['signedOut -']);
    });

    it('finds a token of another window without being told, when somebody asks for one', async () => {
      await store.write(due);
      await window.load(identity);
      window.dispose();
      await store.write(brought);
      assert.deepEqual([await get(), endpoint.asked], ['access-brought', []]);
    });

    it('forgets a failure when another window brings a token', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      await get();
      await store.write(brought);
      await settled();
      assert.equal(describeToken(window), 'fresh access-brought');
    });

    it('says nothing of an identity that nobody has asked for', async () => {
      const list = announcements(window);
      const reads = store.reads;
      await store.write(fresh);
      await settled();
      assert.deepEqual([list, store.reads - reads], [[], 0]);
    });

    it('says nothing any more after it was disposed of', async () => {
      await store.write(due);
      await window.load(identity);
      window.dispose();
      const list = announcements(window);
      await store.write(brought);
      await settled();
      assert.deepEqual(list, []);
    });

    it('ends the calls that are under way when it is disposed of', async () => {
      const consumer = get();
      await settled();
      window.dispose();
      await assert.rejects(consumer, cancelled);
      assert.equal(endpoint.latest.signal.aborted, true);
    });
  });

  describe('keepAlive', () => {
    it('renews a token that is due', async () => {
      await store.write(due);
      endpoint.willAnswer(brought);
      await window.keepAlive(identity);
      assert.equal(describeToken(window), 'fresh access-brought');
    });

    it('leaves a fresh token alone', async () => {
      await store.write(fresh);
      await window.keepAlive(identity);
      assert.deepEqual(endpoint.asked, []);
    });

    it('does not sign in where nobody is signed in', async () => {
      await window.keepAlive(identity);
      assert.deepEqual(endpoint.asked, []);
    });

    it('does not sign in again when another window signs out in the same moment', async () => {
      await store.write(due);
      const renewal = window.keepAlive(identity);
      await store.remove(identity);
      await renewal;
      assert.deepEqual([endpoint.asked, describeToken(window)], [[], 'signedOut -']);
    });

    it('leaves its failure in the snapshot instead of throwing it at a timer', async () => {
      await store.write(dead);
      endpoint.willAnswer(new TokenError('server'));
      await window.keepAlive(identity);
      assert.equal(window.snapshot(identity).failure?.kind, 'server');
    });
  });

  describe('renewalDue', () => {
    it('is the renewal time of the token', async () => {
      await store.write(fresh);
      await window.load(identity);
      assert.equal(window.renewalDue(identity), fresh.expiresAt - leadTime);
    });

    it('is nothing without a token', () => {
      assert.equal(window.renewalDue(identity), undefined);
    });

    it('is the end of the pause after a failure that passes', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('network'));
      await get();
      assert.equal(window.renewalDue(identity), start + 30 * second);
    });

    it('is nothing after a failure that stays, until the user has changed something', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      await get();
      const failed = window.renewalDue(identity);
      window.forgetFailure(identity);
      assert.deepEqual(
        [failed, window.renewalDue(identity), describeToken(window)],
        [undefined, due.expiresAt - leadTime, 'expiring access-due'],
      );
    });

    it('leaves 30 s between the renewals of tokens that are dead when they come', async () => {
      endpoint.willAnswer(testTokenSet('stillborn', start, 0));
      await window.issue(identity, true);
      assert.equal(window.renewalDue(identity), start + 30 * second);
    });

    it('does not hold a short token of another window to the pause after an own failure', async () => {
      await store.write(due);
      endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 5 * minute }));
      await get();
      await store.write(testTokenSet('short', start, 20 * second));
      await settled();
      assert.equal(window.renewalDue(identity), start + 10 * second);
    });
  });

  describe('forget', () => {
    it('removes the token without a word to Nomba', async () => {
      await store.write(fresh);
      await get();
      await window.forget(identity);
      assert.deepEqual(
        [endpoint.asked, await storedToken(), describeToken(window)],
        [[], undefined, 'signedOut -'],
      );
    });

    it('leaves no failure behind', async () => {
      await store.write(dead);
      endpoint.willAnswer(new TokenError('server'));
      await assert.rejects(get(), { kind: 'server' });
      await window.forget(identity);
      assert.equal(describeToken(window), 'signedOut -');
    });

    it('does not touch another identity', async () => {
      await store.write(testTokenSet('other', start, 30 * minute, otherIdentity));
      await store.write(fresh);
      await window.forget(identity);
      assert.equal((await store.read(otherIdentity))?.accessToken.reveal(), 'access-other');
    });
  });
});
