import { identityKey, type Identity } from '../../src/profiles/profile';
import { Secret } from '../../src/profiles/secret';
import type { ClientSecrets } from '../../src/tokens/ports';

/** Client secrets in memory. */
export class FakeClientSecrets implements ClientSecrets {
  readonly #secrets = new Map<string, Secret>();

  set(identity: Identity, clientSecret: string): void {
    this.#secrets.set(identityKey(identity), new Secret(clientSecret));
  }

  async read(identity: Identity): Promise<Secret | undefined> {
    return Promise.resolve(this.#secrets.get(identityKey(identity)));
  }
}
