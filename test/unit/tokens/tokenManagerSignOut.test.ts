import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import { settled } from '../../fakes/fakeClock';
import { brought, dead, due, fresh, start, TestWindows } from '../../fakes/testWindows';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const otherIdentity = { ...identity, accountId: 'another-account' };
const cancelled = { name: 'TokenError', kind: 'cancelled' };

// Seen to fail when: there is no lock; it cannot be cancelled while it waits, or only when its turn has come; Nomba is told first, not told, or told by who forgets; what
// cannot be removed or told is not said, or ends it; the token is not removed; a store that does not answer counts as empty; calls go on, are waited for, or bring their token or failure; the window still knows
// the token or its failure; the end is announced twice, or not without a token; another identity’s goes, too.
describe('TokenManager, signing out', () => {
  let windows: TestWindows;
  beforeEach(() => {
    windows = new TestWindows();
  });
  afterEach(() => {
    windows.dispose();
  });

  describe('revoke', () => {
    const signal = new AbortController().signal;

    it('has nothing to revoke where there is no token', async () => {
      assert.deepEqual(
        [await windows.window.revoke(identity, signal), windows.endpoint.asked],
        [{ kind: 'nothingToRevoke' }, []],
      );
    });

    it('tells Nomba and removes the token', async () => {
      await windows.store.write(fresh);
      await windows.get();
      windows.endpoint.willAnswer('done');
      const outcome = await windows.window.revoke(identity, signal);
      assert.deepEqual(
        [outcome, windows.endpoint.asked, await windows.stored(), windows.shown()],
        [{ kind: 'revoked' }, ['revoke access-fresh'], undefined, 'signedOut -'],
      );
    });

    it('removes the token also when Nomba cannot be told, and says which of the two it was', async () => {
      await windows.store.write(fresh);
      const failure = new TokenError('network');
      windows.endpoint.willAnswer(failure);
      const outcome = await windows.window.revoke(identity, signal);
      assert.deepEqual(
        [outcome, await windows.stored(), windows.shown()],
        [{ kind: 'removedLocally', failure }, undefined, 'signedOut -'],
      );
    });

    it('tells Nomba also when the token cannot be removed from the store', async () => {
      await windows.store.write(fresh);
      windows.store.removeFailure = new TokenError('storage');
      windows.endpoint.willAnswer('done');
      const outcome = await windows.window.revoke(identity, signal);
      assert.deepEqual(
        [outcome, windows.endpoint.asked],
        [{ kind: 'revoked', isLeftInStore: true }, ['revoke access-fresh']],
      );
    });

    it('signs nobody out when it is cancelled while the own call stores its token', async () => {
      await windows.store.write(due);
      const { store } = windows;
      const write = store.write.bind(store);
      let answer = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      Object.assign(store, { write: async (tokenSet: TokenSet) => write(tokenSet).then(async () => held) });
      windows.endpoint.willAnswer(brought);
      const renewal = windows.window.keepAlive(identity);
      await settled();
      const abort = new AbortController();
      const revocation = windows.window.revoke(identity, abort.signal);
      abort.abort();
      await assert.rejects(revocation, cancelled);
      answer();
      await renewal;
      await settled();
      assert.deepEqual([await windows.stored(), windows.shown()], ['access-brought', 'fresh access-brought']);
    });

    it('leaves the doubt about a token whose refresh it has ended, when it is cancelled then', async () => {
      await windows.store.write(due);
      let release = (): void => undefined;
      windows.lock.releasing = new Promise((resolve) => {
        release = resolve;
      });
      const renewal = windows.window.keepAlive(identity);
      await settled();
      const abort = new AbortController();
      const revocation = windows.window.revoke(identity, abort.signal);
      await settled();
      abort.abort();
      await assert.rejects(revocation, cancelled);
      release();
      await renewal;
      assert.equal((await windows.store.read(identity))?.isDoubtful, true);
    });

    it('is cancelled while it waits for another window', async () => {
      await windows.store.write(due);
      const renewal = windows.otherWindow.keepAlive(identity);
      await settled();
      const abort = new AbortController();
      const revocation = windows.window.revoke(identity, abort.signal);
      abort.abort();
      await assert.rejects(revocation, cancelled);
      windows.endpoint.latest.answer(brought);
      await renewal;
      await settled();
      assert.deepEqual(
        [windows.endpoint.asked, await windows.stored()],
        [['refresh refresh-due'], 'access-brought'],
      );
    });

    it('says that the storage does not answer where nobody knows of a token', async () => {
      windows.store.readFailure = new TokenError('storage');
      await assert.rejects(windows.window.revoke(identity, signal), { kind: 'storage' });
    });

    it('has removed the token before Nomba answers', async () => {
      await windows.store.write(fresh);
      const revocation = windows.window.revoke(identity, signal);
      await settled();
      const during = await windows.stored();
      windows.endpoint.latest.answer();
      await revocation;
      assert.equal(during, undefined);
    });

    it('revokes the token that comes late from a call that was under way in this window', async () => {
      await windows.store.write(due);
      windows.endpoint.endsOnAbort = false;
      const consumer = windows.get();
      await settled();
      const revocation = windows.window.revoke(identity, signal);
      await assert.rejects(consumer, cancelled);
      windows.endpoint.latest.answer(brought);
      await settled();
      windows.endpoint.latest.answer();
      const outcome = await revocation;
      assert.deepEqual(
        [outcome, windows.endpoint.asked, windows.store.written, windows.shown()],
        [
          { kind: 'revoked' },
          ['refresh refresh-due', 'revoke access-brought'],
          ['access-due', 'access-brought'],
          'signedOut -',
        ],
      );
    });

    it('waits for a call that is under way in another window, and revokes the token that it brings', async () => {
      await windows.store.write(due);
      const renewal = windows.get(windows.otherWindow);
      await settled();
      const revocation = windows.window.revoke(identity, signal);
      await settled();
      windows.endpoint.latest.answer(brought);
      await renewal;
      await settled();
      windows.endpoint.latest.answer();
      await revocation;
      await settled();
      assert.deepEqual(
        [windows.endpoint.asked, await windows.stored(), windows.shown(windows.otherWindow)],
        [['refresh refresh-due', 'revoke access-brought'], undefined, 'signedOut -'],
      );
    });
  });

  describe('signing out while a call is under way', () => {
    it('discards the late token when another window has signed out', async () => {
      await windows.store.write(due);
      const consumer = windows.get();
      await settled();
      await windows.otherWindow.forget(identity);
      windows.endpoint.latest.answer(brought);
      await assert.rejects(consumer, cancelled);
      assert.deepEqual(
        [windows.store.written, await windows.stored(), windows.shown()],
        [['access-due'], undefined, 'signedOut -'],
      );
    });

    it('is signed out, too, when another window has signed out without a word', async () => {
      await windows.store.write(due);
      windows.window.dispose();
      const consumer = windows.get();
      await settled();
      await windows.otherWindow.forget(identity);
      windows.endpoint.latest.answer(brought);
      await assert.rejects(consumer, cancelled);
      assert.equal(windows.shown(), 'signedOut -');
    });

    it('is signed out at once, although the call has not noticed yet', async () => {
      await windows.store.write(due);
      windows.endpoint.endsOnAbort = false;
      const consumer = windows.get();
      await settled();
      const forgetting = windows.window.forget(identity);
      await assert.rejects(consumer, cancelled);
      await forgetting;
      const state = windows.shown();
      windows.endpoint.latest.answer(brought);
      await settled();
      assert.deepEqual(
        [state, windows.shown(), await windows.stored()],
        ['signedOut -', 'signedOut -', undefined],
      );
    });

    it('does not take up a token again whose lock was still being released', async () => {
      let release = (): void => undefined;
      windows.lock.releasing = new Promise((resolve) => {
        release = resolve;
      });
      windows.endpoint.willAnswer(brought);
      const consumer = windows.get();
      await settled();
      const forgetting = windows.window.forget(identity);
      await assert.rejects(consumer, cancelled);
      await forgetting;
      release();
      await settled();
      assert.deepEqual([windows.shown(), await windows.stored()], ['signedOut -', undefined]);
    });

    it('does not show the failure of a call that nobody wants any more', async () => {
      await windows.store.write(due);
      windows.endpoint.endsOnAbort = false;
      const consumer = windows.get();
      await settled();
      const forgetting = windows.window.forget(identity);
      await assert.rejects(consumer, cancelled);
      await forgetting;
      windows.endpoint.latest.fail(new TokenError('network'));
      await settled();
      assert.equal(windows.shown(), 'signedOut -');
    });
  });

  describe('forget', () => {
    it('knows nothing of the token any more although it cannot be removed from the store, and says so', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      windows.store.removeFailure = new TokenError('storage');
      await assert.rejects(windows.window.forget(identity), { kind: 'storage' });
      assert.equal(windows.shown(), 'signedOut -');
    });

    it('removes the token without a word to Nomba', async () => {
      await windows.store.write(fresh);
      await windows.get();
      await windows.window.forget(identity);
      assert.deepEqual(
        [windows.endpoint.asked, await windows.stored(), windows.shown()],
        [[], undefined, 'signedOut -'],
      );
    });

    it('leaves no failure behind', async () => {
      await windows.store.write(dead);
      windows.endpoint.willAnswer(new TokenError('server'));
      await assert.rejects(windows.get(), { kind: 'server' });
      await windows.window.forget(identity);
      assert.equal(windows.shown(), 'signedOut -');
    });

    it('announces the end of a failure where there was no token', async () => {
      windows.endpoint.willAnswer(new TokenError('wrongSecret'));
      await assert.rejects(windows.get(), { kind: 'wrongSecret' });
      const announcements = windows.announcements();
      await windows.window.forget(identity);
      assert.deepEqual(announcements, ['signedOut -']);
    });

    it('announces the end of a token and of its failure at once', async () => {
      await windows.store.write(dead);
      windows.endpoint.willAnswer(new TokenError('wrongSecret'));
      windows.endpoint.willAnswer(new TokenError('wrongSecret'));
      await assert.rejects(windows.get(), { kind: 'wrongSecret' });
      const announcements = windows.announcements();
      await windows.window.forget(identity);
      assert.deepEqual(announcements, ['signedOut -']);
    });

    it('does not touch another identity', async () => {
      await windows.store.write(testTokenSet('other', start, 30 * minute, otherIdentity));
      await windows.store.write(fresh);
      await windows.window.forget(identity);
      assert.equal((await windows.store.read(otherIdentity))?.accessToken.reveal(), 'access-other');
    });
  });
});
