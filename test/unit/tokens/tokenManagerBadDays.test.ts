import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import { settled } from '../../fakes/fakeClock';
import { brought, due, fresh, start, TestWindows } from '../../fakes/testWindows';
import { testIdentity as identity, testTokenSet } from '../../fakes/tokenSets';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

// Seen to fail when: the windows do not share a failure, or the wait with it, or a person is held to it; a token that is dead on arrival is a success, or ends a failure;
// the pause is ignored, does not double, or is none; a doubtful token is fresh; the loss of a refresh token is a success; only the wall clock counts; a token from the
// future is believed; a failure, or that of a revocation, is not listed, or is listed last; a cancelled call is.
describe('TokenManager, on a bad day', () => {
  let windows: TestWindows;
  beforeEach(() => {
    windows = new TestWindows();
  });
  afterEach(() => {
    windows.dispose();
  });

  /** Kind of the failure that a window shows, and the ms until it tries again. */
  function failureIn(window = windows.window): readonly [string | undefined, number | undefined] {
    return [window.snapshot(identity).failure?.kind, window.untilRenewal(identity)];
  }

  describe('a failure in several windows', () => {
    it('costs one call, and shows in each', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rateLimited', { retryAfter: minute }));
      await Promise.all([windows.window.keepAlive(identity), windows.otherWindow.keepAlive(identity)]);
      assert.deepEqual(
        [windows.endpoint.asked, failureIn(), failureIn(windows.otherWindow)],
        [['refresh refresh-due'], ['rateLimited', minute], ['rateLimited', minute]],
      );
    });

    it('does not hold a person in another window up', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), brought);
      await windows.window.keepAlive(identity);
      await windows.otherWindow.refresh(identity);
      assert.deepEqual(windows.endpoint.asked, ['refresh refresh-due', 'refresh refresh-due']);
    });

    it('is over in each when one has a token again', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), brought);
      await Promise.all([windows.window.keepAlive(identity), windows.otherWindow.keepAlive(identity)]);
      await windows.clock.advance(30 * second);
      await windows.window.keepAlive(identity);
      await windows.otherWindow.keepAlive(identity);
      assert.deepEqual(
        [windows.shown(), windows.shown(windows.otherWindow), windows.endpoint.asked.length],
        ['fresh access-brought', 'fresh access-brought', 2],
      );
    });
  });

  describe('a token that had expired when it came', () => {
    const stillborn = testTokenSet('stillborn', start, -minute);

    it('is a failure of the server', async () => {
      windows.endpoint.willAnswer(stillborn);
      await assert.rejects(windows.get(), { kind: 'server' });
      assert.deepEqual([windows.shown(), failureIn()], ['failed access-stillborn', ['server', 30 * second]]);
    });

    it('is kept for its refresh token, which is tried next', async () => {
      windows.endpoint.willAnswer(stillborn, brought);
      await assert.rejects(windows.get());
      await windows.clock.advance(30 * second);
      assert.deepEqual(
        [await windows.get(), windows.endpoint.asked[1]],
        ['access-brought', 'refresh refresh-stillborn'],
      );
    });

    it('is a failure like any other: the pause doubles when the next one is dead, too', async () => {
      windows.endpoint.willAnswer(stillborn, testTokenSet('also-stillborn', start + 30 * second, 0));
      await assert.rejects(windows.get(), { kind: 'server' });
      await windows.clock.advance(30 * second);
      await assert.rejects(windows.get(), { kind: 'server' });
      assert.deepEqual([windows.shown(), failureIn()], ['failed access-also-stillborn', ['server', minute]]);
    });

    it('does not end the failure of a window, nor its pause, when another window brings it', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), stillborn);
      await windows.window.keepAlive(identity);
      await assert.rejects(windows.otherWindow.refresh(identity), { kind: 'server' });
      await windows.window.load(identity);
      assert.deepEqual([windows.shown(), failureIn()], ['failed access-stillborn', ['network', 30 * second]]);
    });

    it('is not asked for again with each consumer', async () => {
      windows.endpoint.willAnswer(stillborn);
      for (let time = 0; time < 290; time += 1) {
        await assert.rejects(windows.get(), { kind: 'server' });
        await windows.clock.advance(100);
      }
      assert.equal(windows.endpoint.calls.length, 1);
    });
  });

  describe('a fresh token that Nomba may have ended, because', () => {
    const lost = new TokenError('network', { answerLost: true });
    const happenings: Record<string, () => Promise<unknown>> = {
      'a refresh was lost, and the issue after it failed': async () => {
        windows.endpoint.willAnswer(lost, new TokenError('network'));
        return windows.window.refresh(identity);
      },
      'an issue was lost': async () => {
        windows.endpoint.willAnswer(lost);
        return windows.window.issue(identity, true);
      },
    };
    for (const [what, happening] of Object.entries(happenings)) {
      it(`${what}, is in use until another one comes, after the pause`, async () => {
        await windows.store.write(fresh);
        await assert.rejects(happening(), { kind: 'network' });
        const inThePause = [windows.shown(), failureIn()[1], await windows.get()];
        await windows.clock.advance(30 * second);
        windows.endpoint.willAnswer(brought);
        await windows.window.keepAlive(identity);
        assert.deepEqual(
          [inThePause, windows.shown(), windows.endpoint.latest.kind],
          [['expiring access-fresh', 30 * second, 'access-fresh'], 'fresh access-brought', 'issue'],
        );
      });
    }

    it('a forced issue was cancelled, is due at once', async () => {
      await windows.store.write(fresh);
      const abort = new AbortController();
      const issue = windows.window.issue(identity, true, abort.signal);
      await settled();
      abort.abort();
      await assert.rejects(issue, { kind: 'cancelled' });
      await settled();
      await windows.window.load(identity);
      assert.deepEqual([windows.shown(), failureIn()], ['expiring access-fresh', [undefined, 0]]);
    });
  });

  describe('a token set that loses its refresh token, because a refresh was lost and the issue after it failed,', () => {
    const lost = new TokenError('network', { answerLost: true });
    const shown = (window = windows.window): unknown => [windows.shown(window), ...failureIn(window)];

    it('is no success, in this window or another', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(lost, new TokenError('wrongSecret'));
      await Promise.all([windows.window.keepAlive(identity), windows.otherWindow.keepAlive(identity)]);
      await settled();
      const failed = ['failed access-due', 'wrongSecret', undefined];
      assert.deepEqual([shown(), shown(windows.otherWindow)], [failed, failed]);
    });

    it('is no success either when this is heard of after the failure', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('rejected'), new TokenError('wrongSecret'));
      await windows.window.keepAlive(identity);
      const { accessToken, issuedAt, expiresAt } = due;
      await windows.store.write({ identity, accessToken, issuedAt, expiresAt });
      await settled();
      assert.deepEqual(shown(), ['failed access-due', 'wrongSecret', undefined]);
    });

    it('is no new token for a window that wants another one', async () => {
      await windows.store.write(fresh);
      windows.endpoint.willAnswer(lost, new TokenError('network'), brought);
      const [one, other] = await Promise.allSettled([
        windows.window.refresh(identity),
        windows.otherWindow.refresh(identity),
      ]);
      assert.deepEqual(
        [one.status, other.status === 'fulfilled' && other.value.accessToken.reveal()],
        ['rejected', 'access-brought'],
      );
    });

    it('does not bring a dead token back to life on a clock that was put back', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      await windows.clock.advance(30 * minute);
      windows.clock.jump(-hour);
      windows.endpoint.willAnswer(lost, new TokenError('network'));
      await assert.rejects(windows.get(), { kind: 'network' });
    });
  });

  describe('a clock that is put back', () => {
    it('makes one window renew, once, and the other adopt', async () => {
      await windows.store.write(fresh);
      await Promise.all([windows.window.load(identity), windows.otherWindow.load(identity)]);
      windows.clock.jump(-hour);
      windows.endpoint.willAnswer(testTokenSet('brought', windows.clock.now()));
      await Promise.all([windows.window.keepAlive(identity), windows.otherWindow.keepAlive(identity)]);
      await Promise.all([windows.window.keepAlive(identity), windows.otherWindow.keepAlive(identity)]);
      assert.deepEqual(
        [windows.endpoint.asked, windows.shown(), windows.shown(windows.otherWindow)],
        [['refresh refresh-fresh'], 'fresh access-brought', 'fresh access-brought'],
      );
    });

    it('does not make a consumer renew a token that came less than 30 s ago', async () => {
      windows.endpoint.willAnswer(brought, testTokenSet('next', start - hour + 30 * second));
      await windows.get();
      windows.clock.jump(-hour);
      const given = [await windows.get()];
      await windows.clock.advance(30 * second - 1);
      given.push(await windows.get());
      await windows.clock.advance(1);
      given.push(await windows.get());
      assert.deepEqual(given, ['access-brought', 'access-brought', 'access-next']);
    });

    it('does not hold a person to the pause after a success', async () => {
      windows.endpoint.willAnswer(brought, testTokenSet('next', start - hour));
      await windows.get();
      windows.clock.jump(-hour);
      assert.equal(await windows.get(windows.window, { byUser: true }), 'access-next');
    });

    it('does not bring a dead token back to life', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      await windows.clock.advance(30 * minute);
      windows.clock.jump(-hour);
      windows.endpoint.willAnswer(new TokenError('network'));
      await assert.rejects(windows.get(), { kind: 'network' });
    });

    it('leaves the token in use while none can be had', async () => {
      await windows.store.write(fresh);
      await windows.window.load(identity);
      windows.clock.jump(-hour);
      windows.endpoint.willAnswer(new TokenError('network'));
      assert.equal(await windows.get(), 'access-fresh');
    });
  });

  describe('recentFailures', () => {
    it('has each failure, of a revocation too, newest first', async () => {
      await windows.store.write(due);
      windows.endpoint.willAnswer(new TokenError('network'), new TokenError('server'));
      await windows.window.keepAlive(identity);
      await windows.clock.advance(second);
      await windows.window.revoke(identity, new AbortController().signal);
      assert.deepEqual(windows.window.recentFailures, [
        { at: start + second, identity, kind: 'server' },
        { at: start, identity, kind: 'network' },
      ]);
    });

    it('has nothing of what the user has cancelled', async () => {
      const abort = new AbortController();
      const result = windows.get(windows.window, { signal: abort.signal });
      await settled();
      abort.abort();
      await assert.rejects(result, { kind: 'cancelled' });
      await settled();
      assert.deepEqual(windows.window.recentFailures, []);
    });
  });
});
