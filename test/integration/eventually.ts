import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** ms between two looks. */
const interval = 50;

/** Looks again until it reads as expected; fails with the difference when that takes longer than `patience` (ms). */
export async function eventually<Value>(
  read: () => Value | Promise<Value>,
  expected: Value,
  patience = 8_000,
): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const actual = await read();
    if (isDeepStrictEqual(actual, expected)) {
      return;
    }
    if (Date.now() > deadline) {
      assert.deepEqual(actual, expected);
    }
    await delay(interval);
  }
}

/** Looks again and again for `duration` ms; fails as soon as it reads differently. For things that must not happen. */
export async function always<Value>(
  read: () => Value | Promise<Value>,
  expected: Value,
  duration: number,
): Promise<void> {
  const end = Date.now() + duration;
  while (Date.now() < end) {
    assert.deepEqual(await read(), expected);
    await delay(interval);
  }
}
