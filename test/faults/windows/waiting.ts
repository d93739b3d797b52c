import { setTimeout as pause } from 'node:timers/promises';

/** ms between two looks. */
const lookInterval = 10;

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
