import type { RenewalLock } from '../../src/tokens/ports';

/** A lock for "windows" in one process: whoever comes later waits. */
export class FakeRenewalLock implements RenewalLock {
  readonly #last = new Map<string, Promise<unknown>>();
  /** What the work is told when it asks. */
  isLost = false;
  /** Set it to keep the lock held after the work is done, until the promise resolves. */
  releasing: Promise<void> = Promise.resolve();

  async run<Result>(
    identityKey: string,
    work: (isLost: () => Promise<boolean>) => Promise<Result>,
  ): Promise<Result> {
    const before = this.#last.get(identityKey) ?? Promise.resolve();
    const held = before.then(async () => {
      try {
        return await work(async () => Promise.resolve(this.isLost));
      } finally {
        await this.releasing;
      }
    });
    this.#last.set(
      identityKey,
      held.catch(() => undefined),
    );
    return held;
  }
}
