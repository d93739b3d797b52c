import type { Interval } from './intervals';

/** ms */
const interval = 50;
/** ms. What is less is usual. */
const notable = 50;

/**
 * Notices when this process could not run: a machine that has other things to do lets it wait, and what a process does not do meanwhile says nothing
 * about the code. It does not keep the process running.
 */
export function watchStalls(stalled: (stall: Interval) => void): NodeJS.Timeout {
  let last = Date.now();
  return setInterval(() => {
    const now = Date.now();
    const due = last + interval;
    if (now - due >= notable) {
      stalled({ from: due, to: now });
    }
    last = now;
  }, interval).unref();
}
