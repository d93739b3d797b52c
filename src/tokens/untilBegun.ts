import { throwIfAborted, TokenError } from './tokenError';

/**
 * For work that waits, and that goes on to its end once it has begun to change something: half of it would be worse than either.
 *
 * @param work is to call `begin` before it changes anything; that throws when the caller does not want it any more. What is called again later changes nothing.
 * @throws {TokenError} `cancelled`, at once, when the signal aborts before the work has begun.
 */
export async function untilBegun<Result>(
  signal: AbortSignal,
  work: (begin: () => void) => Promise<Result>,
): Promise<Result> {
  throwIfAborted(signal);
  return new Promise((resolve, reject) => {
    let hasBegun = false;
    const onAbort = (): void => {
      reject(new TokenError('cancelled'));
    };
    const begin = (): void => {
      if (!hasBegun) {
        throwIfAborted(signal);
        hasBegun = true;
        signal.removeEventListener('abort', onAbort);
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    work(begin)
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', onAbort);
      });
  });
}
