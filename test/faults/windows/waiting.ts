import { setTimeout as pause } from 'node:timers/promises';

/** ms between two looks. */
const lookInterval = 10;

/** ms. Far less than until the scheduler's tick, which would mend what is wrong; and more than a busy machine makes the windows wait. */
export const beforeTick = 10_000;

/**
 * Resolves when the condition holds.
 *
 * @param limit ms
 * @throws an error that names what was waited for, after so many ms without it.
 */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limit = 30_000,
): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Not within ${limit / 1000} s: ${what}.`);
    }
    await pause(lookInterval);
  }
}
