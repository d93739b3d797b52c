import { identityKey, type Identity } from '../../src/profiles/profile';
import { EventSource } from '../../src/tokens/eventSource';
import type { Disposable, TokenStore } from '../../src/tokens/ports';
import type { TokenSet } from '../../src/tokens/tokenSet';

/** Token sets in memory. Two managers that get the same store are two windows. */
export class FakeTokenStore implements TokenStore {
  readonly #tokenSets = new Map<string, TokenSet>();
  readonly #changes = new EventSource<string>();
  /** Rejects every read with this while it is set. */
  readFailure: Error | undefined;
  /** The next read sees what is there now, and tells of it only then. */
  lateAnswer: Promise<void> | undefined;
  /** Rejects every removal with this while it is set. */
  removeFailure: Error | undefined;
  reads = 0;
  /** What happens while a token is written, as soon as it is there. */
  onWrite: () => void = () => undefined;
  /** The access tokens that were written, oldest first. */
  readonly written: string[] = [];

  async read(identity: Identity): Promise<TokenSet | undefined> {
    this.reads += 1;
    if (this.readFailure !== undefined) {
      return Promise.reject(this.readFailure);
    }
    const stored = this.#tokenSets.get(identityKey(identity));
    const { lateAnswer } = this;
    if (lateAnswer !== undefined) {
      this.lateAnswer = undefined;
      await lateAnswer;
    }
    // A copy: windows never share an object, so nothing may depend on that.
    return Promise.resolve(stored && { ...stored });
  }

  async write(tokenSet: TokenSet): Promise<void> {
    const key = identityKey(tokenSet.identity);
    this.#tokenSets.set(key, tokenSet);
    this.written.push(tokenSet.accessToken.reveal());
    this.onWrite();
    return this.#announce(key);
  }

  async remove(identity: Identity): Promise<void> {
    if (this.removeFailure !== undefined) {
      return Promise.reject(this.removeFailure);
    }
    const key = identityKey(identity);
    this.#tokenSets.delete(key);
    return this.#announce(key);
  }

  onDidChange(listener: (key: string) => void): Disposable {
    return this.#changes.listen(listener);
  }

  /** Calls the listeners although nothing has changed, as an editor may do. */
  repeatChange(identity: Identity): void {
    this.#changes.fire(identityKey(identity));
  }

  /** As in an editor, the listeners hear of it later than the one who wrote: after the next turn of the microtask queue. */
  async #announce(key: string): Promise<void> {
    queueMicrotask(() => {
      this.#changes.fire(key);
    });
    return Promise.resolve();
  }
}
