import * as v from 'valibot';
import { secretKeys, type EditorSecrets } from './editorSecrets';
import { WorkQueue } from './workQueue';

const indexSchema = v.array(v.string());

/**
 * Remembers for which identities something lies in SecretStorage, because SecretStorage of VS Code 1.100 cannot list its keys.
 *
 * Two windows that add at the same moment can lose one of the two entries: SecretStorage has no transaction; in one window they wait for each other. That is tolerated, because every
 * write of a token set adds its identity again; until then `eraseAll` would miss that identity.
 */
export class SecretIndex {
  readonly #secrets: EditorSecrets;
  readonly #writes = new WorkQueue();

  constructor(secrets: EditorSecrets) {
    this.#secrets = secrets;
  }

  /** To be called before the secret itself is stored: an entry without a secret does no harm, a secret without an entry stays for ever. */
  async add(identityKey: string): Promise<void> {
    await this.#writes.run(async () => {
      const known = await this.#read();
      if (!known.includes(identityKey)) {
        await this.#secrets.store(secretKeys.index, JSON.stringify([...known, identityKey]));
      }
    });
  }

  /**
   * Removes everything that this extension has stored, of profiles that are gone too.
   *
   * @param others identity keys that are to be erased even if the index has lost them, those of the present profiles.
   */
  async eraseAll(others: readonly string[] = []): Promise<void> {
    const { tokenSet, clientSecret, unreadable, index } = secretKeys;
    await this.#writes.run(async () => {
      for (const identityKey of new Set([...(await this.#read()), ...others])) {
        for (const key of [clientSecret, tokenSet, unreadable]) {
          await this.#secrets.delete(key(identityKey));
        }
      }
      await this.#secrets.delete(index);
    });
  }

  async #read(): Promise<readonly string[]> {
    const text = await this.#secrets.get(secretKeys.index);
    if (text === undefined) {
      return [];
    }
    try {
      const parsed = v.safeParse(indexSchema, JSON.parse(text));
      return parsed.success ? parsed.output : [];
    } catch {
      // Not JSON. The index is not worth an error: the next writes fill it again.
      return [];
    }
  }
}
