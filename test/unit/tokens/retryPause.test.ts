import assert from 'node:assert/strict';
import { RetryPause } from '../../../src/tokens/retryPause';

const second = 1_000;
const now = Date.UTC(2026, 0, 30, 12);

describe('RetryPause', () => {
  it('holds nothing up at first', () => {
    assert.equal(new RetryPause().until < now, true);
  });

  it('doubles from 30 s to 5 minutes with each failure', () => {
    const pause = new RetryPause();
    const pauses = [1, 2, 3, 4, 5, 6].map(() => {
      pause.afterFailure(now);
      return (pause.until - now) / second;
    });
    assert.deepEqual(pauses, [30, 60, 120, 240, 300, 300]);
  });

  it('stays finite after a thousand failures', () => {
    const pause = new RetryPause();
    for (let failure = 0; failure < 2_000; failure += 1) {
      pause.afterFailure(now);
    }
    assert.equal(pause.until - now, 300 * second);
  });

  it('waits as long as the server asks, if that is longer', () => {
    const pauses = [1 * second, 600 * second].map((retryAfter) => {
      const pause = new RetryPause();
      pause.afterFailure(now, retryAfter);
      return pause.until - now;
    });
    assert.deepEqual(pauses, [30 * second, 600 * second]);
  });

  for (const [lifetime, expected] of [
    [1_800 * second, 30 * second],
    [60 * second, 30 * second],
    [10 * second, 5 * second],
    [0, 30 * second],
    [-60 * second, 30 * second],
  ] as const) {
    it(`lasts ${expected / second} s after a token that lives ${lifetime / second} s`, () => {
      const pause = new RetryPause();
      pause.afterSuccess({ issuedAt: now, expiresAt: now + lifetime });
      assert.equal(pause.until - now, expected);
    });
  }

  it('begins at 30 s again after a success', () => {
    const pause = new RetryPause();
    pause.afterFailure(now);
    pause.afterFailure(now);
    pause.afterSuccess({ issuedAt: now, expiresAt: now + 1_800 * second });
    pause.afterFailure(now);
    assert.equal(pause.until - now, 30 * second);
  });

  it('ends when it is told, and begins at 30 s again', () => {
    const pause = new RetryPause();
    pause.afterFailure(now);
    pause.afterFailure(now);
    pause.end();
    const ended = pause.until;
    pause.afterFailure(now);
    assert.deepEqual([ended < now, pause.until - now], [true, 30 * second]);
  });
});
