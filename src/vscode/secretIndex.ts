import * as v from 'valibot';
import { TokenError } from '../tokens/tokenError';
import { secretKeys, type EditorSecrets } from './editorSecrets';
import { setAside } from './setAside';
import { WorkQueue } from './workQueue';

const indexSchema = v.array(v.string());

interface StoredIndex {
  readonly identityKeys: readonly string[];
  /** The text, when it is not an index of this version. */
  readonly unreadable: string | undefined;
}

/**
 * Remembers for which identities something lies in SecretStorage, because SecretStorage of VS Code 1.100 cannot list its keys.
 *
 * Two windows that add at the same moment can lose one of the two entries: SecretStorage has no transaction; in one window they wait for each other. That is tolerated, because every
 * write of a token set adds its identity again; until then `eraseAll` of another window would miss that identity.
 */
export class SecretIndex {
  readonly #secrets: EditorSecrets;
  readonly #writes = new WorkQueue();
  /** Of this window. The storage may have lost them, or not have been readable when they came. */
  readonly #added = new Set<string>();

  constructor(secrets: EditorSecrets) {
    this.#secrets = secrets;
  }

  /**
   * To be called before the secret itself is stored: an entry without a secret does no harm, a secret without an entry stays for ever. An index that cannot be
   * read is left alone, or its other entries would be lost; the next call adds what this one could not.
   */
  async add(identityKey: string): Promise<void> {
    this.#added.add(identityKey);
    await this.#writes.run(async () => this.#storeAdded());
  }

  /**
   * Removes everything that this extension has stored, of profiles that are gone too. What cannot be removed hinders nothing else, and stays in the index, to
   * be tried again.
   *
   * @param others identity keys that are to be erased even if the index has lost them, those of the present profiles.
   * @throws {TokenError} `storage` when something may be left.
   */
  async eraseAll(others: readonly string[] = []): Promise<void> {
    await this.#writes.run(async () => this.#eraseAll(others));
  }

  async #storeAdded(): Promise<void> {
    const stored = await this.#read().catch(() => undefined);
    if (stored === undefined) {
      return;
    }
    const missing = [...this.#added].filter((key) => !stored.identityKeys.includes(key));
    if (missing.length > 0) {
      if (stored.unreadable !== undefined) {
        await setAside(this.#secrets, secretKeys.unreadableIndex, stored.unreadable);
      }
      await this.#secrets.store(secretKeys.index, JSON.stringify([...stored.identityKeys, ...missing]));
    }
  }

  async #eraseAll(others: readonly string[]): Promise<void> {
    const stored = await this.#read().catch(() => undefined);
    const identityKeys = [...new Set([...(stored?.identityKeys ?? []), ...this.#added, ...others])];
    const { tokenSet, clientSecret, unreadable, unreadableIndex, index } = secretKeys;
    // In this order: a renewal that another window has under way looks whether the secret is still there after it has stored its token.
    const secretsErased = await this.#erase(identityKeys.map(clientSecret));
    const restErased = await this.#erase([
      ...identityKeys.flatMap((key) => [tokenSet(key), unreadable(key)]),
      unreadableIndex,
    ]);
    if (stored === undefined || !secretsErased || !restErased || !(await this.#erase([index]))) {
      throw new TokenError('storage');
    }
    this.#added.clear();
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
      // Of a text that was cut off, the whole entries are still good. Whatever else is taken for one does no harm.
      const entries = [...text.matchAll(/"([^"\\]+)"/g)].flatMap(([, entry]) => entry ?? []);
      return { identityKeys: entries, unreadable: text };
    }
  }
}
