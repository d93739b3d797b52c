import type { Credentials } from '../profiles/credentials';
import type { TokenEndpoint } from '../tokens/ports';
import type { TokenSet } from '../tokens/tokenSet';
import type { NombaTokenEndpoint, NombaTokenEndpointPorts } from './nombaTokenEndpoint';

/** Nomba's token calls, loaded by the first of them, from a bundle of its own: activation does without. */
export class LazyTokenEndpoint implements TokenEndpoint {
  readonly #ports: NombaTokenEndpointPorts;
  #endpoint: NombaTokenEndpoint | undefined;

  constructor(ports: NombaTokenEndpointPorts) {
    this.#ports = ports;
  }

  async issue(credentials: Credentials, signal: AbortSignal): Promise<TokenSet> {
    return (await this.#load()).issue(credentials, signal);
  }

  async refresh(tokenSet: TokenSet, signal: AbortSignal): Promise<TokenSet> {
    return (await this.#load()).refresh(tokenSet, signal);
  }

  async revoke(tokenSet: TokenSet, signal: AbortSignal): Promise<void> {
    return (await this.#load()).revoke(tokenSet, signal);
  }

  async #load(): Promise<NombaTokenEndpoint> {
    const { NombaTokenEndpoint: Endpoint } = await import('./nombaTokenEndpoint');
    return (this.#endpoint ??= new Endpoint(this.#ports));
  }
}
