import { Pacer } from '../pacer';
import { findSecrets, type Found } from './findSecrets';
import type { KnownSecrets } from './knownSecrets';
import type { SecretScanPorts } from './secretScanPorts';

/** Searches texts for what is to be found in them: the user's own secrets, and names that are published where these count. */
export class TextSearch {
  readonly #ports: SecretScanPorts;
  readonly #secrets: KnownSecrets;
  readonly #pacer: Pacer;

  constructor(ports: SecretScanPorts, secrets: KnownSecrets) {
    this.#ports = ports;
    this.#secrets = secrets;
    this.#pacer = new Pacer({ uptime: () => ports.clock.uptime(), pause: ports.pause });
  }

  /**
   * @param read gives the text. Not called where there is nothing to look for.
   * @returns `undefined` if the signal aborted.
   */
  async find(
    uri: string,
    read: () => Iterable<string> | AsyncIterable<string>,
    signal: AbortSignal,
  ): Promise<readonly Found[] | undefined> {
    const { search: secrets } = this.#secrets;
    const names = this.#ports.canPublish(uri);
    return names || !secrets.isEmpty ? findSecrets({ secrets, names }, read(), this.#pacer, signal) : [];
  }
}
