import type { Locator } from 'playwright-core';

/** ms. Far longer than anything takes here, so that a busy machine fails no test. */
const patience = 15_000;

/**
 * Waits for a condition of the window.
 *
 * @param what completes “Waited for …” in the error
 * @throws Error that names what was waited for
 */
export async function waitFor(
  locator: Locator,
  what: string,
  state: 'visible' | 'hidden' = 'visible',
): Promise<void> {
  try {
    await locator.waitFor({ state, timeout: patience });
  } catch (error) {
    throw new Error(`Waited ${patience / 1000} s for ${what}.`, { cause: error });
  }
}
