import { SecretSearch, type LabelledSecret } from '../../sharing/secretSearch';

/** The user's own secrets, as they are looked for. */
export class KnownSecrets {
  readonly #read: () => Promise<readonly LabelledSecret[]>;
  #search = new SecretSearch([]);
  #isReadable = true;
  /** Names of profiles. */
  #withClientSecret: ReadonlySet<string> = new Set();

  /** @param read rejects when it is not known what is stored: what was known before counts. */
  constructor(read: () => Promise<readonly LabelledSecret[]>) {
    this.#read = read;
  }

  /** The same object until the secrets are read again. */
  get search(): SecretSearch {
    return this.#search;
  }

  /** Whether it is known what is stored. */
  get isReadable(): boolean {
    return this.#isReadable;
  }

  /** @returns whether there is a client secret of a profile that had none: it may be in files that were written long ago. */
  async read(): Promise<boolean> {
    const secrets = await this.#read().catch(() => undefined);
    this.#isReadable = secrets !== undefined;
    if (secrets === undefined) {
      return false;
    }
    this.#search = new SecretSearch(secrets);
    const before = this.#withClientSecret;
    const now = secrets.filter(({ kind }) => kind === 'client secret').map(({ profile }) => profile);
    this.#withClientSecret = new Set(now);
    return now.some((profile) => !before.has(profile));
  }
}
