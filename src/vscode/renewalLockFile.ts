import { mkdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger, RenewalLock } from '../tokens/ports';
import { identityFile } from './identityFile';
import { errorCode, LockFile, lookInterval } from './lockFile';

/** ms after which the lock of a window that no longer lives may be taken. */
export const renewalLockLife = 10_000;

interface RenewalLockOptions {
  /** ms after which the lock of a window that no longer lives may be taken. */
  readonly stale?: number;
}

/** A lock file per identity, and one for the index of secrets, in a folder that all windows of this machine share. */
export class RenewalLockFile implements RenewalLock {
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #patience: () => number;
  readonly #stale: number;

  /**
   * @param folder created when it is first needed.
   * @param patience ms to wait for another window, asked for each time. Longer than a renewal may take, or a slow one would be made twice.
   */
  constructor(
    folder: string,
    logger: Logger,
    patience: () => number = () => 35_000,
    { stale = renewalLockLife }: RenewalLockOptions = {},
  ) {
    this.#folder = folder;
    this.#logger = logger;
    this.#patience = patience;
    this.#stale = stale;
  }

  async run<Result>(
    identityKey: string,
    work: (isLost: () => Promise<boolean>) => Promise<Result>,
  ): Promise<Result> {
    const lock = new LockFile(identityFile(this.#folder, identityKey, 'lock'), this.#stale);
    const held = await this.#acquire(lock);
    try {
      return await work(async () => held && lock.isLost());
    } finally {
      if (held) {
        await this.#release(lock);
      }
    }
  }

  /** @returns `false` when the lock could not be had and the work goes ahead without it. */
  async #acquire(lock: LockFile): Promise<boolean> {
    // Not by the wall clock, which may jump.
    const deadline = performance.now() + this.#patience();
    const lost = (): void => {
      this.#logger.info('The lock file was lost while it was held; another window may do the same work.');
    };
    try {
      await mkdir(this.#folder, { recursive: true });
      while (!(await lock.tryAcquire(lost))) {
        if (performance.now() >= deadline) {
          this.#logger.warn('Another window holds the lock file for too long; going ahead without it.');
          return false;
        }
        // A little apart from the other windows, which may have begun to wait at the same moment.
        await delay(lookInterval * (0.9 + 0.2 * Math.random()));
      }
      return true;
    } catch (error) {
      this.#logger.warn(`The lock file is not to be had (${errorCode(error)}); going ahead without it.`);
      return false;
    }
  }

  async #release(lock: LockFile): Promise<void> {
    try {
      await lock.release();
    } catch (error) {
      // The result of the work counts in any case.
      this.#logger.warn(
        `The lock file could not be released (${errorCode(error)}); it will expire by itself.`,
      );
    }
  }
}
