import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import { settled } from '../../fakes/fakeClock';
import { brought, dead, due, fresh, leadTime, start, TestWindows } from '../../fakes/testWindows';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const second = 1_000;
const minute = 60_000;
const cancelled = { name: 'TokenError', kind: 'cancelled' };

// Seen to fail when: what is known already is announced, or nothing is; the store is not heard, or still is after the end; a late look counts; a call goes on after the end;
// the failure of the former client secret counts or stays, its call is broken off, or is the answer to the other; nothing is kept alive, or a token that is fresh or gone
// is; its failure is thrown; the renewal time has no pause, is nothing but that, is there without a token, or after a failure that stays.
describe('TokenManager, by itself', () => {
  let windows: TestWindows;
  beforeEach(() => {
    windows = new TestWindows();
  });
  afterEach(() => {
    windows.dispose();
  });

  describe('what it announces', () => {
    it('tells of its own renewal once, although the store tells of it too', async () => {
      await windows.store.write(due);
      await windows.window.load(identity);
      const list = windows.announcements();
      windows.endpoint.willAnswer(brought);
      await windows.get();
      await settled();
      assert.deepEqual(list, ['refreshing access-due', 'refreshing access-brought', 'fresh access-brought']);
    });

    it('adopts a token of another window and tells of it once, however often the store does', async () => {
      await windows.store.write(due);
      await windows.window.load(identity);
      const list = windows.announcements();
      await windows.store.write(brought);
      windows.store.repeatChange(identity);
      await settled();
      windows.store.repeatChange(identity);
      await settled();
      assert.deepEqual(list, ['fresh access-brought']);
    });

    it('adopts the sign-out of another window and tells of it once', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      const list = windows.announcements();
      await windows.store.remove(identity);
      windows.store.repeatChange(identity);
      await settled();
      assert.deepEqual(list, ['signedOut -']);
    });

    it('does not bring a token back that is gone, by a look into the store that ends late', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      const list = windows.announcements();
      let answer = (): void => undefined;
      windows.store.lateAnswer = new Promise((resolve) => {
        answer = resolve;
      });
      const looking = windows.window.load(identity);
      await windows.store.remove(identity);
      await settled();
      answer();
      assert.deepEqual({ found: await looking, list }, { found: undefined, list: ['signedOut -'] });
    });

    it('finds a token of another window without being told, when somebody asks for one', async () => {
      await windows.store.write(due);
      await windows.window.load(identity);
      windows.window.dispose();
      await windows.store.write(brought);
      assert.deepEqual([await windows.get(), windows.endpoint.asked], ['access-brought', []]);
    });

    it('forgets a failure when another window brings a token', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      await windows.get();
      await windows.store.write(brought);
      await settled();
      assert.equal(windows.shown(), 'fresh access-brought');
    });

    it('says nothing of another client secret where nothing had failed', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      const list = windows.announcements();
      windows.window.credentialsChanged(identity);
      assert.deepEqual(list, []);
    });

    it('says nothing of an identity that nobody has asked for', async () => {
      const list = windows.announcements();
      const reads = windows.store.reads;
      await windows.store.write(fresh);
      await settled();
      assert.deepEqual([list, windows.store.reads - reads], [[], 0]);
    });

    it('says nothing any more after it was disposed of', async () => {
      await windows.store.write(due);
      await windows.window.load(identity);
      windows.window.dispose();
      const list = windows.announcements();
      await windows.store.write(brought);
      await settled();
      assert.deepEqual(list, []);
    });

    it('does not count the failure of a call that is under way with the former client secret', async () => {
      const consumer = windows.get();
      await settled();
      windows.window.credentialsChanged(identity);
      windows.endpoint.latest.fail(new TokenError('wrongSecret'));
      await assert.rejects(consumer, { kind: 'wrongSecret' });
      assert.deepEqual([windows.shown(), windows.window.recentFailures], ['signedOut -', []]);
    });

    it('keeps the token of a call that is under way with the former client secret: Nomba may have ended the one before', async () => {
      await windows.store.write(due);
      const consumer = windows.get();
      await settled();
      windows.window.credentialsChanged(identity);
      windows.endpoint.latest.answer(brought);
      assert.deepEqual([await consumer, await windows.stored()], ['access-brought', 'access-brought']);
    });

    it('does not take the answer to the former client secret for the answer to another one, but waits for it and then asks', async () => {
      const consumer = windows.window.issue(identity, true);
      await settled();
      windows.window.credentialsChanged(identity);
      const check = windows.window.issue(identity, true);
      await settled();
      const during = windows.endpoint.asked.length;
      windows.endpoint.willAnswer(testTokenSet('checked', start));
      windows.endpoint.latest.answer(brought);
      assert.deepEqual(
        [
          (await consumer).accessToken.reveal(),
          (await check).accessToken.reveal(),
          during,
          windows.endpoint.asked.length,
        ],
        ['access-brought', 'access-checked', 1, 2],
      );
    });

    it('ends the calls that are under way when it is disposed of', async () => {
      const consumer = windows.get();
      await settled();
      windows.window.dispose();
      await assert.rejects(consumer, cancelled);
      assert.equal(windows.endpoint.latest.signal.aborted, true);
    });
  });

  describe('keepAlive', () => {
    it('renews a token that is due', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(brought);
      await windows.window.keepAlive(identity);
      assert.equal(windows.shown(), 'fresh access-brought');
    });

    it('leaves a fresh token alone', async () => {
      await windows.store.write(fresh);
      await windows.window.keepAlive(identity);
      assert.deepEqual(windows.endpoint.asked, []);
    });

    it('does not sign in where nobody is signed in', async () => {
      await windows.window.keepAlive(identity);
      assert.deepEqual(windows.endpoint.asked, []);
    });

    it('does not sign in again when another window signs out in the same moment', async () => {
      await windows.store.write(due);
      const renewal = windows.window.keepAlive(identity);
      await windows.store.remove(identity);
      await renewal;
      assert.deepEqual([windows.endpoint.asked, windows.shown()], [[], 'signedOut -']);
    });

    it('leaves its failure in the snapshot instead of throwing it at a timer', async () => {
      await windows.store.write(dead);
      windows.endpoint.willAnswer(new TokenError('server'));
      await windows.window.keepAlive(identity);
      assert.equal(windows.window.snapshot(identity).failure?.kind, 'server');
    });
  });

  describe('untilRenewal', () => {
    it('is the renewal time of the token', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      assert.equal(windows.window.untilRenewal(identity), fresh.expiresAt - leadTime - start);
    });

    it('is nothing without a token', () => {
      assert.equal(windows.window.untilRenewal(identity), undefined);
    });

    it('is the end of the pause after a failure that passes', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'));
      await windows.get();
      assert.equal(windows.window.untilRenewal(identity), 30 * second);
    });

    it('is nothing after a failure that stays, until the user has changed something', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      await windows.get();
      const failed = windows.window.untilRenewal(identity);
      windows.window.credentialsChanged(identity);
      assert.deepEqual(
        [failed, windows.window.untilRenewal(identity), windows.shown()],
        [undefined, 0, 'expiring access-due'],
      );
    });

    it('is the end of the pause after a token that was dead when it came', async () => {
      windows.endpoint.willAnswer(testTokenSet('stillborn', start, 0));
      await assert.rejects(windows.window.issue(identity, true), { kind: 'server' });
      assert.equal(windows.window.untilRenewal(identity), 30 * second);
    });

    it('does not hold a short token of another window to the pause after an own failure', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: 5 * minute }));
      await windows.get();
      await windows.store.write(testTokenSet('short', start, 20 * second));
      await settled();
      assert.equal(windows.window.untilRenewal(identity), 10 * second);
    });
  });
});
