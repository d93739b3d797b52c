import type { Identity } from './profile';
import type { Secret } from './secret';

/** Everything that Nomba wants for a token. */
export interface Credentials {
  readonly identity: Identity;
  readonly clientSecret: Secret;
}
