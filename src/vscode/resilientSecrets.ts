import { EventSource } from '../tokens/eventSource';
import type { Clock, Disposable, Logger } from '../tokens/ports';
import { TokenError } from '../tokens/tokenError';
import type { EditorSecrets } from './editorSecrets';

/** ms. A keyring may ask its user for a password and answer only then; a command cannot wait for that without end. */
export const longestAnswer = 10_000;

/** ms. While an answer is overdue: VS Code does one thing after the other for an extension, so nobody else's answer is near, either. */
export const longestAnswerThen = 500;

/** What lies, or does not lie, under a key. */
interface Held {
  readonly value: string | undefined;
}

/** What the storage is to hold under a key, from the moment when it is written until the storage is seen to hold it. */
interface Kept extends Held {
  /** What the storage was last seen to hold; `undefined` as long as that is not known. */
  instead: Held | undefined;
  /** Its turn has come. Before that, what the storage holds or announces may be of the writes that it waits for. */
  isSent: boolean;
}

export interface ResilientSecretsPorts {
  readonly secrets: EditorSecrets;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly logger: Pick<Logger, 'warn'>;
  /** Called once, when the first value could not be stored. */
  readonly notKept: () => void;
}

/**
 * The editor's SecretStorage, made reliable for this window. Behind it stands the system's keyring, which may be missing, locked, slow, or lose what it was given.
 * What could not be stored, or does not come back when it is read again, is kept in memory, so that everything goes on working until the window closes.
 *
 * The writes of a key reach the storage one after the other, however late it answers: an earlier value cannot land on a later one.
 */
export class ResilientSecrets implements EditorSecrets {
  readonly #ports: ResilientSecretsPorts;
  readonly #kept = new Map<string, Kept>();
  /** By key: the last write, which ends when the storage has answered, not when nobody waits any more. */
  readonly #writes = new Map<string, Promise<boolean>>();
  readonly #changes = new EventSource<{ readonly key: string }>();
  readonly #subscription: Disposable;
  #overdue = 0;
  #complaint: string | undefined;
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

  /** @throws {TokenError} `storage` when the editor does not answer, or not with a text, and nothing is kept here. */
  async get(key: string): Promise<string | undefined> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      return kept.value;
    }
    const held = await this.#inTime(this.#look(key));
    if (held === undefined) {
      this.#complain('VS Code’s secret storage cannot be read.');
      throw new TokenError('storage');
    }
    this.#complaint = undefined;
    return held.value;
  }

  /** Never rejects. */
  async store(key: string, value: string): Promise<void> {
    const isStored = await this.#write(key, value);
    if (!isStored && !this.#told) {
      this.#told = true;
      this.#ports.notKept();
    }
  }

  /** @throws {TokenError} `storage` when the value may still be there; for this window it is gone. */
  async delete(key: string): Promise<void> {
    if (!(await this.#write(key, undefined))) {
      throw new TokenError('storage');
    }
  }

  /** @returns whether the storage holds it now, or a later value of the same key. */
  async #write(key: string, value: string | undefined): Promise<boolean> {
    const kept: Kept = { value, instead: undefined, isSent: false };
    this.#kept.set(key, kept);
    const former = this.#writes.get(key) ?? Promise.resolve(true);
    const write = former.then(async () => this.#carryOut(key, kept));
    this.#writes.set(key, write);
    // Twice the time, for two answers: that it was written, and what lies there then.
    if ((await this.#inTime(write, 2)) === true) {
      this.#complaint = undefined;
      return true;
    }
    this.#complain('VS Code’s secret storage did not take, or not keep, what it was given.');
    // The storage does not announce what only this window knows.
    this.#changes.fire({ key });
    return false;
  }

  async #carryOut(key: string, kept: Kept): Promise<boolean> {
    // Twice: what comes back may be another window's, which wrote at the same moment; the second time it is hardly that.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      if (this.#kept.get(key) !== kept) {
        return true;
      }
      kept.isSent = true;
      const isTaken = await this.#send(key, kept.value);
      kept.instead = await this.#look(key);
      if (kept.instead?.value === kept.value && kept.instead !== undefined) {
        this.#drop(key, kept);
        return true;
      }
      if (!isTaken) {
        break;
      }
    }
    return this.#kept.get(key) !== kept;
  }

  /**
   * The storage says that a value has changed. If another window could write it, that counts; but the storage may also tell, late or twice, of a write of our own. So only
   * a value that differs from the one that was seen before is news.
   */
  async #lookAgain(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (kept?.isSent !== true) {
      return;
    }
    const held = await this.#inTime(this.#look(key));
    if (held === undefined) {
      return;
    }
    const isNews = kept.instead !== undefined && kept.instead.value !== held.value;
    if (isNews || held.value === kept.value) {
      this.#drop(key, kept);
    } else {
      kept.instead = held;
    }
  }

  #drop(key: string, kept: Kept): void {
    if (this.#kept.get(key) === kept) {
      this.#kept.delete(key);
    }
  }

  /** @returns whether the storage says that it did it. */
  async #send(key: string, value: string | undefined): Promise<boolean> {
    const { secrets } = this.#ports;
    try {
      await (value === undefined ? secrets.delete(key) : secrets.store(key, value));
      return true;
    } catch {
      return false;
    }
  }

  /** `undefined` when the storage fails, or has something else than a text: only a clear answer says that there is nothing. */
  async #look(key: string): Promise<Held | undefined> {
    try {
      // `null` is how some editors that are made from VS Code say that there is nothing.
      const value: unknown = (await this.#ports.secrets.get(key)) ?? undefined;
      return typeof value === 'string' || value === undefined ? { value } : undefined;
    } catch {
      return undefined;
    }
  }

  /** `undefined` when the answer, or so many of them, does not come in time. */
  async #inTime<Answer>(answer: Promise<Answer>, answers = 1): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      let isOverdue = false;
      const timer = this.#ports.clock.setTimer(
        () => {
          isOverdue = true;
          this.#overdue += 1;
          resolve(undefined);
        },
        answers * (this.#overdue === 0 ? longestAnswer : longestAnswerThen),
      );
      void answer.then((result) => {
        timer.dispose();
        this.#overdue -= isOverdue ? 1 : 0;
        resolve(result);
      });
    });
  }

  /** Once for a condition, not for each try. */
  #complain(complaint: string): void {
    if (this.#complaint !== complaint) {
      this.#complaint = complaint;
      this.#ports.logger.warn(complaint);
    }
  }
}
