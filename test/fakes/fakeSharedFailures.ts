import type { SharedFailure, SharedFailures } from '../../src/tokens/sharedFailures';

/** Notes of failures in memory. Two managers that get the same are two windows. */
export class FakeSharedFailures implements SharedFailures {
  readonly #failures = new Map<string, SharedFailure>();

  async read(identityKey: string): Promise<SharedFailure | undefined> {
    return Promise.resolve(this.#failures.get(identityKey));
  }

  async write(identityKey: string, failure: SharedFailure): Promise<void> {
    this.#failures.set(identityKey, failure);
    return Promise.resolve();
  }

  async clear(identityKey: string): Promise<void> {
    this.#failures.delete(identityKey);
    return Promise.resolve();
  }
}
