import type { Secret } from '../profiles/secret';
import type { Clock, Disposable } from '../tokens/ports';

export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/** Puts secrets on the clipboard for a limited time. */
export class ClipboardLease {
  readonly #clipboard: Clipboard;
  readonly #clock: Clock;
  #timer: Disposable | undefined;
  #held: Secret | undefined;

  constructor(clipboard: Clipboard, clock: Clock) {
    this.#clipboard = clipboard;
    this.#clock = clock;
  }

  /** @param clearAfter ms; 0 leaves it there. */
  async write(secret: Secret, clearAfter: number): Promise<void> {
    await this.#clipboard.writeText(secret.reveal());
    this.#timer?.dispose();
    this.#held = secret;
    this.#timer = clearAfter === 0 ? undefined : this.#clock.setTimer(() => void this.clear(), clearAfter);
  }

  /** Empties the clipboard, but only if it still holds what was put there: what the user has copied since is theirs. */
  async clear(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    this.#timer?.dispose();
    if (held === undefined) {
      return;
    }
    if ((await this.#clipboard.readText()) === held.reveal()) {
      await this.#clipboard.writeText('');
    }
  }
}
