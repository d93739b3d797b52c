import assert from 'node:assert/strict';
import { boundedWait, RetryPause } from '../../../src/tokens/retryPause';
import { FakeClock } from '../../fakes/fakeClock';

const second = 1_000;
const hour = 3_600 * second;

// Seen to fail when: it begins with a pause; the pause does not double, or without end, or has no chance in it; the server’s wait is ignored, shortens the pause,
// or has no bound; a success makes no pause, always one of 30 s, or one without regard to the token’s age or a clock that was put back; a success or an end does
// not begin anew; one of the two clocks alone counts.
describe('RetryPause', () => {
  let clock: FakeClock;
  let pause: RetryPause;
  beforeEach(() => {
    clock = new FakeClock();
    pause = new RetryPause(clock, () => 0);
  });

  /** A token that came so many ms ago. */
  function tokenOf(lifetime: number, age = 0): { issuedAt: number; expiresAt: number } {
    const issuedAt = clock.now() - age;
    return { issuedAt, expiresAt: issuedAt + lifetime };
  }

  it('holds nothing up at first', () => {
    assert.equal(pause.left, 0);
  });

  it('doubles from 30 s to 5 minutes with each failure', () => {
    const pauses = [1, 2, 3, 4, 5, 6].map(() => {
      pause.afterFailure();
      return pause.left / second;
    });
    assert.deepEqual(pauses, [30, 60, 120, 240, 300, 300]);
  });

  it('is longer by up to a fifth, by chance', () => {
    const pauses = [0, 0.5, 0.999].map((chance) => {
      const random = new RetryPause(clock, () => chance);
      random.afterFailure();
      return Math.round(random.left / second);
    });
    assert.deepEqual(pauses, [30, 33, 36]);
  });

  it('stays finite after two thousand failures', () => {
    for (let failure = 0; failure < 2_000; failure += 1) {
      pause.afterFailure();
    }
    assert.equal(pause.left, 300 * second);
  });

  it('waits as long as the server asks, if that is longer, but an hour at most', () => {
    const pauses = [1 * second, 600 * second, hour, 1_000 * hour].map((retryAfter) => {
      const asked = new RetryPause(clock, () => 0);
      asked.afterFailure(retryAfter);
      return asked.left / second;
    });
    assert.deepEqual(pauses, [30, 600, 3_600, 3_600]);
  });

  for (const [lifetime, expected] of [
    [1_800 * second, 30 * second],
    [60 * second, 30 * second],
    [10 * second, 5 * second],
    [second, second / 2],
  ] as const) {
    it(`lasts ${expected / second} s after a token that lives ${lifetime / second} s`, () => {
      pause.afterSuccess(tokenOf(lifetime));
      assert.equal(pause.left, expected);
    });
  }

  it('counts from when the token came, for one that another window has brought', () => {
    const pauses = [10 * second, 30 * second, hour].map((age) => {
      pause.afterSuccess(tokenOf(1_800 * second, age));
      return pause.left;
    });
    assert.deepEqual(pauses, [20 * second, 0, 0]);
  });

  it('does not hold up the renewal of a token out of the future', () => {
    pause.afterSuccess(tokenOf(1_800 * second, -hour));
    assert.equal(pause.left, 0);
  });

  it('begins at 30 s again after a success', () => {
    pause.afterFailure();
    pause.afterFailure();
    pause.afterSuccess(tokenOf(1_800 * second));
    pause.afterFailure();
    assert.equal(pause.left, 30 * second);
  });

  it('ends when it is told, and begins at 30 s again', () => {
    pause.afterFailure();
    pause.afterFailure();
    pause.end();
    const ended = pause.left;
    pause.afterFailure();
    assert.deepEqual([ended, pause.left], [0, 30 * second]);
  });

  it('passes while the machine is awake', async () => {
    pause.afterFailure();
    await clock.advance(20 * second);
    assert.equal(pause.left, 10 * second);
  });

  it('passes while the machine sleeps', () => {
    pause.afterFailure();
    clock.jump(hour);
    assert.equal(pause.left, 0);
  });

  it('is not prolonged by a clock that is put back', async () => {
    pause.afterFailure();
    clock.jump(-hour);
    await clock.advance(20 * second);
    assert.equal(pause.left, 10 * second);
  });
});

// Seen to fail when there is no bound.
describe('boundedWait', () => {
  it('is what was asked for, an hour at most', () => {
    assert.deepEqual([0, hour, hour + 1].map(boundedWait), [0, hour, hour]);
  });
});
