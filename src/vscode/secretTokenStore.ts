import { identityKey, type Identity } from '../profiles/profile';
import { Secret } from '../profiles/secret';
import type { ClientSecrets, Disposable, Logger, TokenStore } from '../tokens/ports';
import { formatTokenRecord, parseTokenRecord } from '../tokens/tokenRecord';
import type { TokenSet } from '../tokens/tokenSet';
import { secretKeys, type EditorSecrets } from './editorSecrets';
import type { SecretIndex } from './secretIndex';
import { setAside } from './setAside';
import { WorkQueue } from './workQueue';

/** Token sets in the editor's SecretStorage. */
export class SecretTokenStore implements TokenStore {
  readonly #secrets: EditorSecrets;
  readonly #index: SecretIndex;
  readonly #logger: Logger;
  readonly #unreadable: (identity: Identity) => void;
  /** A write takes several steps. A removal that overtook them would leave the token of a user who has signed out. */
  readonly #changes = new WorkQueue();
  /** Two looks at the same moment are to set a record aside once. */
  readonly #asides = new WorkQueue();

  /** @param unreadable called when a record that cannot be read was set aside. */
  constructor(
    secrets: EditorSecrets,
    index: SecretIndex,
    logger: Logger,
    unreadable: (identity: Identity) => void,
  ) {
    this.#secrets = secrets;
    this.#index = index;
    this.#logger = logger;
    this.#unreadable = unreadable;
  }

  async read(identity: Identity): Promise<TokenSet | undefined> {
    const key = identityKey(identity);
    const text = await this.#secrets.get(secretKeys.tokenSet(key));
    if (text === undefined) {
      return undefined;
    }
    const tokenSet = parseTokenRecord(text, identity);
    if (tokenSet === undefined) {
      await this.#asides.run(async () => this.#setAside(identity, text));
    }
    return tokenSet;
  }

  async write(tokenSet: TokenSet): Promise<void> {
    const key = identityKey(tokenSet.identity);
    await this.#changes.run(async () => {
      await this.#index.add(key);
      await this.#secrets.store(secretKeys.tokenSet(key), formatTokenRecord(tokenSet));
    });
  }

  async remove(identity: Identity): Promise<void> {
    await this.#changes.run(async () => this.#secrets.delete(secretKeys.tokenSet(identityKey(identity))));
  }

  onDidChange(listener: (identityKey: string) => void): Disposable {
    const prefix = secretKeys.tokenSet('');
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) {
        listener(key.slice(prefix.length));
      }
    });
  }

  /**
   * Copies, and leaves the record where it is until a token set replaces it: it may be the record of a newer version of this extension that runs
   * in another window, which would be signed out if it vanished.
   */
  async #setAside(identity: Identity, text: string): Promise<void> {
    const key = identityKey(identity);
    await this.#index.add(key);
    if (await setAside(this.#secrets, secretKeys.unreadable(key), text)) {
      this.#logger.warn('The stored token is in a form that this version cannot read. It was set aside.');
      this.#unreadable(identity);
    }
  }
}

/** Client secrets in the editor's SecretStorage. */
export class StoredClientSecrets implements ClientSecrets {
  readonly #secrets: EditorSecrets;
  readonly #index: SecretIndex;

  constructor(secrets: EditorSecrets, index: SecretIndex) {
    this.#secrets = secrets;
    this.#index = index;
  }

  async read(identity: Identity): Promise<Secret | undefined> {
    const text = await this.#secrets.get(secretKeys.clientSecret(identityKey(identity)));
    return text === undefined ? undefined : new Secret(text);
  }

  async write(identity: Identity, clientSecret: Secret): Promise<void> {
    const key = identityKey(identity);
    await this.#index.add(key);
    await this.#secrets.store(secretKeys.clientSecret(key), clientSecret.reveal());
  }

  async remove(identity: Identity): Promise<void> {
    await this.#secrets.delete(secretKeys.clientSecret(identityKey(identity)));
  }
}
