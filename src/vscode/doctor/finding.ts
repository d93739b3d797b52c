import { constants } from 'node:os';

/** What came of looking at one thing: what was found, or in a few fixed words why nothing was. */
export type Finding<Value> = { readonly found: Value } | { readonly problem: string };

/** ms. Whatever takes longer is not waited for. */
export const patience = 5_000;

/** Errors that say something to whoever reads the report. The text of an error may hold anything, and its name too, so only these leave. */
const tellingNames = ['TypeError', 'RangeError', 'SyntaxError'];

/**
 * Looks at something for a bounded time. Never rejects; work that takes longer goes on, and what becomes of it is dropped.
 *
 * @param signal ends the waiting.
 */
export async function find<Value>(
  work: () => Promise<Value>,
  signal: AbortSignal,
  limit = patience,
): Promise<Finding<Value>> {
  let stop = (): void => undefined;
  const stopped = new Promise<Finding<Value>>((resolve) => {
    const timer = setTimeout(resolve, limit, { problem: `no answer within ${limit / 1000} s` });
    const cancel = (): void => {
      resolve({ problem: 'cancelled' });
    };
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) {
      cancel();
    }
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
  });
  try {
    return await Promise.race([found(work), stopped]);
  } catch (error) {
    return { problem: `failed${reasonOf(error)}` };
  } finally {
    stop();
  }
}

async function found<Value>(work: () => Promise<Value>): Promise<Finding<Value>> {
  return { found: await work() };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return '';
  }
  const words: readonly unknown[] = ['code' in error ? error.code : undefined, error.name];
  const reason = words
    .filter((word) => typeof word === 'string')
    .find((word) => word in constants.errno || tellingNames.includes(word));
  return reason === undefined ? '' : ` (${reason})`;
}
