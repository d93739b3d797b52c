import { identityKey, type Identity } from '../../src/profiles/profile';
import { Secret } from '../../src/profiles/secret';
import type { ClientSecrets } from '../../src/tokens/ports';

/** Client secrets in memory. */
export class FakeClientSecrets implements ClientSecrets {
  readonly #secrets = new Map<string, Secret>();
  /** Rejects every read with this while it is set. */
  readFailure: Error | undefined;

  set(identity: Identity, clientSecret: string): void {
    this.#secrets.set(identityKey(identity), new Secret(clientSecret));
  }

  remove(identity: Identity): void {
    this.#secrets.delete(identityKey(identity));
  }

  async read(identity: Identity): Promise<Secret | undefined> {
    if (this.readFailure !== undefined) {
      return Promise.reject(this.readFailure);
    }
    return Promise.resolve(this.#secrets.get(identityKey(identity)));
  }
}
