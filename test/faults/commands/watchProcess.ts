import { inspect } from 'node:util';
import type { Sightings } from '../sightings';

const consoleMethods = ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const;

/** For as long as the work takes, lets be seen what the process prints, and the errors that nobody handles: the editor logs both. */
export async function watchProcess<Result>(seen: Sightings, work: () => Promise<Result>): Promise<Result> {
  const former = { ...console };
  for (const name of consoleMethods) {
    console[name] = (...parts: readonly unknown[]) => {
      parts.forEach((part) => {
        seen.see('console', typeof part === 'string' ? part : inspect(part));
      });
    };
  }
  const unhandled = (error: unknown): void => {
    seen.see('unhandled rejections', error);
  };
  process.on('unhandledRejection', unhandled);
  try {
    return await work();
  } finally {
    Object.assign(console, former);
    process.off('unhandledRejection', unhandled);
  }
}
