import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger, RenewalLock } from '../tokens/ports';

/** ms after which the lock of a window that no longer lives may be taken. A living window renews it twice in that time. */
const stale = 10_000;

/** ms between two looks at a lock that another window holds. */
const retryInterval = 100;

/** Releases the lock; never rejects. */
type Release = () => Promise<void>;

/** A lock file per identity, in a folder that all windows of this machine share. */
export class RenewalLockFile implements RenewalLock {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #patience: number;

  /**
   * @param folder created when it is first needed.
   * @param patience ms to wait for another window's call. Longer than a call may take, or a slow call would be made twice.
   */
  constructor(folder: string, logger: Logger, patience = 20_000) {
    this.#folder = folder;
    this.#logger = logger;
    this.#patience = patience;
  }

  async run<Result>(identityKey: string, work: () => Promise<Result>): Promise<Result> {
    // The key holds characters that no file name may have, and need not be readable to whoever looks into the folder.
    const name = createHash('sha256').update(identityKey).digest('hex');
    const release = await this.#acquire(join(this.#folder, name));
    try {
      return await work();
    } finally {
      await release?.();
    }
  }

  /** @returns `undefined` when the lock could not be had and the work goes ahead without it. */
  async #acquire(path: string): Promise<Release | undefined> {
    // Not by the wall clock, which may jump.
    const deadline = performance.now() + this.#patience;
    try {
      // Loaded on first use: a window that never renews a token does not pay for it.
      const { lock } = await import('proper-lockfile');
      await mkdir(this.#folder, { recursive: true });
      for (;;) {
        try {
          const release = await lock(path, {
            stale,
            // The path names no file: nothing has to exist beside the lock itself.
            realpath: false,
            // Without this the package throws out of a timer, after the machine has slept for example, and takes the extension host down.
            onCompromised: () => {
              this.#logger.info('The renewal lock was lost while it was held; another window may renew too.');
            },
          });
          return async () => this.#release(release);
        } catch (error) {
          if (errorCode(error) !== 'ELOCKED') {
            throw error;
          }
          if (performance.now() >= deadline) {
            this.#logger.warn('Another window holds the renewal lock for too long; going ahead without it.');
            return undefined;
          }
          await delay(retryInterval);
        }
      }
    } catch (error) {
      this.#logger.warn(`The renewal lock is not to be had (${errorCode(error)}); going ahead without it.`);
      return undefined;
    }
  }

  async #release(release: () => Promise<void>): Promise<void> {
    try {
      await release();
    } catch (error) {
      const code = errorCode(error);
      // Lost to another window meanwhile: there is nothing left to release. The result of the work counts in any case.
      if (code !== 'ERELEASED' && code !== 'ENOTACQUIRED') {
        this.#logger.warn(`The renewal lock could not be released (${code}); it will expire by itself.`);
      }
    }
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
