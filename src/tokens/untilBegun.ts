import { throwIfAborted, TokenError } from './tokenError';

/**
 * For work that waits its turn and, once it has begun, goes on to its end: half of it would be worse than either.
 *
 * @param work is to call `begin` when its turn has come and nothing has happened yet; that throws when the caller does not want it any more.
 * @throws {TokenError} `cancelled`, at once, when the signal aborts before the work has begun.
 */
export async function untilBegun<Result>(
  signal: AbortSignal,
  work: (begin: () => void) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(new TokenError('cancelled'));
    };
    const begin = (): void => {
      throwIfAborted(signal);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    work(begin)
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', onAbort);
      });
  });
}
