import * as v from 'valibot';
import type { RenewalLock } from '../tokens/ports';
import { TokenError } from '../tokens/tokenError';
import { secretKeys, type EditorSecrets } from './editorSecrets';
import { asides, setAside } from './setAside';

const indexSchema = v.array(v.string());

interface StoredIndex {
  readonly identityKeys: readonly string[];
  /** The text, when it is not an index of this version. */
  readonly unreadable: string | undefined;
}

/** What was erased: everything, or what a damaged index and the present profiles name. */
export type Erased = 'all' | 'known';

/** Names the index for the lock; no identity key looks like this. */
const lockName = 'nomba.index';

/**
 * Remembers for which identities something lies in SecretStorage, because SecretStorage of VS Code 1.100 cannot list its keys.
 *
 * SecretStorage has no transaction: of two windows that write at the same moment, one would lose its entry, and take its write for one that failed. So the windows of a
 * machine wait for each other. A local and a remote window, which may share a SecretStorage, do not: a lost entry comes back with the next token of its identity.
 */
export class SecretIndex {
  readonly #secrets: EditorSecrets;
  readonly #lock: RenewalLock;
  /** Of this window. The storage may have lost them, or not have been readable when they came. */
  readonly #added = new Set<string>();

  constructor(secrets: EditorSecrets, lock: RenewalLock) {
    this.#secrets = secrets;
    this.#lock = lock;
  }

  /**
   * To be called before the secret itself is stored: an entry without a secret does no harm, a secret without an entry stays for ever. An index that cannot be
   * read is left alone, or its other entries would be lost; the next call adds what this one could not.
   */
  async add(identityKey: string): Promise<void> {
    this.#added.add(identityKey);
    const stored = await this.#read().catch(() => undefined);
    if (stored !== undefined && this.#missingIn(stored).length > 0) {
      await this.#lock.run(lockName, async () => this.#storeAdded());
    }
  }

  /**
   * Removes everything that this extension has stored, of profiles that are gone too. What cannot be removed hinders nothing else, and stays in the index, to
   * be tried again.
   *
   * @param others identity keys that are to be erased even if the index has lost them, those of the present profiles.
   * @throws {TokenError} `storage` when something may be left.
   */
  async eraseAll(others: readonly string[] = []): Promise<Erased> {
    return this.#lock.run(lockName, async () => this.#eraseAll(others));
  }

  /** Removes what was set aside of an identity that is not needed any more. */
  async eraseSetAside(identityKey: string): Promise<void> {
    await this.#secrets.delete(secretKeys.unreadable(identityKey));
  }

  async #storeAdded(): Promise<void> {
    const stored = await this.#read().catch(() => undefined);
    if (stored === undefined) {
      return;
    }
    const missing = this.#missingIn(stored);
    if (missing.length > 0) {
      if (stored.unreadable !== undefined) {
        await setAside(this.#secrets, secretKeys.unreadableIndex, stored.unreadable);
      }
      await this.#secrets.store(secretKeys.index, JSON.stringify([...stored.identityKeys, ...missing]));
    }
  }

  #missingIn({ identityKeys }: StoredIndex): readonly string[] {
    return [...this.#added].filter((key) => !identityKeys.includes(key));
  }

  async #eraseAll(others: readonly string[]): Promise<Erased> {
    const added = [...this.#added];
    // What is added from here on waits for the end of this, and is not part of it.
    this.#added.clear();
    const stored = await this.#read().catch(() => undefined);
    const damaged = await asides(this.#secrets, secretKeys.unreadableIndex).catch(() => []);
    const identityKeys = [
      ...new Set([...(stored?.identityKeys ?? []), ...damaged.flatMap(wholeEntries), ...added, ...others]),
    ];
    const { tokenSet, clientSecret, unreadable, unreadableIndex, index } = secretKeys;
    // In this order: a renewal that another window has under way looks whether the secret is still there after it has stored its token.
    const secretsErased = await this.#erase(identityKeys.map(clientSecret));
    const restErased = await this.#erase(identityKeys.flatMap((key) => [tokenSet(key), unreadable(key)]));
    if (
      stored === undefined ||
      !secretsErased ||
      !restErased ||
      // Last: what is left has to be found again.
      !(await this.#erase([unreadableIndex, index]))
    ) {
      for (const key of added) {
        this.#added.add(key);
      }
      throw new TokenError('storage');
    }
    return stored.unreadable === undefined && damaged.length === 0 ? 'all' : 'known';
  }

  async #erase(keys: readonly string[]): Promise<boolean> {
    const ends = await Promise.allSettled(keys.map(async (key) => this.#secrets.delete(key)));
    return ends.every(({ status }) => status === 'fulfilled');
  }

  async #read(): Promise<StoredIndex> {
    const text = await this.#secrets.get(secretKeys.index);
    if (text === undefined) {
      return { identityKeys: [], unreadable: undefined };
    }
    try {
      return { identityKeys: v.parse(indexSchema, JSON.parse(text)), unreadable: undefined };
    } catch {
      return { identityKeys: wholeEntries(text), unreadable: text };
    }
  }
}

/** Of an index that was cut off, the whole entries are still good. Whatever else is taken for one does no harm. */
function wholeEntries(text: string): readonly string[] {
  return [...text.matchAll(/"([^"\\]+)"/g)].flatMap(([, entry]) => entry ?? []);
}
