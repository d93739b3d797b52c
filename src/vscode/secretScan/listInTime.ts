import type { Clock } from '../../tokens/ports';

/** ms. VS Code's own search of a folder on a slow disk takes seconds; one that hangs takes forever. */
const longestListing = 60_000;

/**
 * What a listing gives, unless it takes too long.
 *
 * @param list is to stop when its signal aborts, but need not.
 * @throws {Error} named `TimeoutError` after a minute; the reason of the signal, at once, when that aborts; what the listing throws.
 */
export async function listInTime(
  list: (signal: AbortSignal) => Promise<readonly string[]>,
  signal: AbortSignal,
  clock: Pick<Clock, 'setTimer'>,
): Promise<readonly string[]> {
  const stop = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener('abort', () => {
      reject(stop.signal.reason as Error);
    });
  });
  const timer = clock.setTimer(() => {
    stop.abort(new DOMException('The files were not listed in time.', 'TimeoutError'));
  }, longestListing);
  const pass = (): void => {
    stop.abort(signal.reason);
  };
  signal.addEventListener('abort', pass, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([list(stop.signal), stopped]);
  } finally {
    timer.dispose();
    signal.removeEventListener('abort', pass);
  }
}
