import type { Disposable } from '../../src/tokens/ports';
import type { EditorSecrets } from '../../src/vscode/editorSecrets';
import type { FakeClock } from './fakeClock';
import { FakeSecretStorage } from './fakeSecretStorage';

/**
 * What an operation of a secret storage can do wrong. `slow` answers after 1 s, `tooSlow` after 25 s, `silent` never; `loses` says that it did what it did not. The other
 * four are about reading: nothing, no text, a text that nobody has written, half of it.
 */
export type StorageFault =
  | 'throws'
  | 'rejects'
  | 'loses'
  | 'slow'
  | 'tooSlow'
  | 'silent'
  | 'nothing'
  | 'noText'
  | 'otherText'
  | 'half';

export type StorageOperation = 'get' | 'store' | 'delete';

/** A secret storage with faults. What it really holds is in `values`. */
export class FaultySecretStorage implements EditorSecrets {
  readonly #storage = new FakeSecretStorage();
  readonly #clock: FakeClock;
  /** May be changed at any time; each operation is as it was when it began. */
  faults: Partial<Record<StorageOperation, StorageFault>> = {};
  /** The operations in the order in which they took effect, with their keys. */
  readonly done: string[] = [];

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  get values(): Map<string, string> {
    return this.#storage.values;
  }

  get(key: string): PromiseLike<string | undefined> {
    return this.#operate('get', async () => {
      const fault = this.faults.get;
      const value = await this.#storage.get(key);
      const wrong: Partial<Record<StorageFault, unknown>> = {
        nothing: undefined,
        noText: { value },
        otherText: value && 'nobody has written this',
        half: value?.slice(0, value.length / 2),
      };
      return (fault !== undefined && fault in wrong ? wrong[fault] : value) as string | undefined;
    });
  }

  store(key: string, value: string): PromiseLike<void> {
    return this.#operate('store', async () => {
      this.done.push(`store ${key}`);
      return this.#storage.store(key, value);
    });
  }

  delete(key: string): PromiseLike<void> {
    return this.#operate('delete', async () => {
      this.done.push(`delete ${key}`);
      return this.#storage.delete(key);
    });
  }

  onDidChange(listener: (event: { readonly key: string }) => void): Disposable {
    return this.#storage.onDidChange(listener);
  }

  /** Another window writes, past the faults. */
  async otherWindowStores(key: string, value: string): Promise<void> {
    await this.#storage.store(key, value);
  }

  /** Tells of a change although there is none, as an editor may do. */
  async repeatChange(key: string): Promise<void> {
    const value = this.values.get(key);
    await (value === undefined ? this.#storage.delete(key) : this.#storage.store(key, value));
  }

  // Not async: one of the faults is to throw before there is a promise.
  #operate<Result>(operation: StorageOperation, work: () => Promise<Result>): PromiseLike<Result> {
    const fault = this.faults[operation];
    switch (fault) {
      case 'throws':
        throw new Error('The secret storage throws.');
      case 'rejects':
        return Promise.reject(new Error('The secret storage rejects.'));
      case 'loses':
        return Promise.resolve(undefined as Result);
      case 'silent':
        return new Promise(() => undefined);
      case 'slow':
      case 'tooSlow':
        return new Promise((resolve) => {
          this.#clock.setTimer(() => void work().then(resolve), fault === 'slow' ? 1_000 : 25_000);
        });
      default:
        return work();
    }
  }
}

/** Lets time pass until the work has ended. */
export async function finish<Result>(clock: FakeClock, work: Promise<Result>): Promise<Result> {
  const progress = { hasEnded: false };
  const end = (): void => {
    progress.hasEnded = true;
  };
  work.then(end, end);
  for (let next: number | undefined = 0; next !== undefined && !progress.hasEnded; [next] = clock.waiting) {
    await clock.advance(next);
  }
  if (!progress.hasEnded) {
    throw new Error('The work does not end: it waits for something that never comes.');
  }
  return work;
}
