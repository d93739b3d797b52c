import { EventSource } from '../tokens/eventSource';
import type { Disposable, Logger } from '../tokens/ports';
import { TokenError } from '../tokens/tokenError';
import type { EditorSecrets } from './editorSecrets';

/** ms. A keyring may ask its user for a password and answer only then; a command cannot wait for that without end. */
const longestAnswer = 10_000;

/** What the storage should hold, but does not. */
interface Kept {
  /** `undefined` for what could not be deleted. */
  readonly value: string | undefined;
  /** What it held instead, as far as it could be read. */
  readonly instead: string | undefined;
}

export interface ResilientSecretsPorts {
  readonly secrets: EditorSecrets;
  readonly logger: Pick<Logger, 'warn'>;
  /** Called once, when the first value could not be stored. */
  readonly notKept: () => void;
  /** ms */
  readonly longestAnswer?: number;
}

/**
 * The editor's SecretStorage, made reliable for this window. Behind it stands the system's keyring, which may be missing, locked, slow, or lose what it was given.
 * What could not be stored, or does not come back when it is read again, is kept in memory, so that everything goes on working until the window closes.
 */
export class ResilientSecrets implements EditorSecrets {
  readonly #ports: ResilientSecretsPorts;
  readonly #kept = new Map<string, Kept>();
  readonly #changes = new EventSource<{ readonly key: string }>();
  readonly #subscription: Disposable;
  #told = false;

  constructor(ports: ResilientSecretsPorts) {
    this.#ports = ports;
    this.#subscription = ports.secrets.onDidChange((event) => {
      void this.#lookAgain(event.key).then(() => {
        this.#changes.fire(event);
      });
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  readonly onDidChange = (listener: (event: { readonly key: string }) => void): Disposable =>
    this.#changes.listen(listener);

  /** @throws {TokenError} `storage` when the editor does not answer and nothing is kept here. */
  async get(key: string): Promise<string | undefined> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      return kept.value;
    }
    try {
      return await this.#read(key);
    } catch {
      this.#ports.logger.warn('VS Code’s secret storage could not be read.');
      if (this.#kept.size > 0) {
        // It could not be written, either, so it holds nothing of use, and what the user enters now must be enough.
        return undefined;
      }
      throw new TokenError('storage');
    }
  }

  /** Never rejects. */
  async store(key: string, value: string): Promise<void> {
    let instead: string | undefined;
    try {
      await this.#answer(this.#ports.secrets.store(key, value));
      instead = await this.#read(key);
      if (instead === value) {
        this.#kept.delete(key);
        return;
      }
      this.#ports.logger.warn('VS Code’s secret storage has lost what it was given.');
    } catch {
      this.#ports.logger.warn('VS Code’s secret storage could not be written.');
    }
    this.#keep(key, { value, instead });
    if (!this.#told) {
      this.#told = true;
      this.#ports.notKept();
    }
  }

  /** @throws {TokenError} `storage` when the value may still be there; for this window it is gone. */
  async delete(key: string): Promise<void> {
    try {
      await this.#answer(this.#ports.secrets.delete(key));
      this.#kept.delete(key);
    } catch {
      this.#ports.logger.warn('VS Code’s secret storage could not be written.');
      this.#keep(key, { value: undefined, instead: await this.#read(key).catch(() => undefined) });
      throw new TokenError('storage');
    }
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#changes.fire({ key });
  }

  /** The storage says that a value has changed. If another window could write it, that counts; the storage may also tell of our own write that it has lost. */
  async #lookAgain(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      const value = await this.#read(key).catch(() => kept.instead);
      if (value !== kept.instead && this.#kept.get(key) === kept) {
        this.#kept.delete(key);
      }
    }
  }

  async #read(key: string): Promise<string | undefined> {
    const value: unknown = await this.#answer(this.#ports.secrets.get(key));
    return typeof value === 'string' ? value : undefined;
  }

  async #answer<Result>(work: PromiseLike<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(reject, this.#ports.longestAnswer ?? longestAnswer, new Error('No answer.'));
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
