import { nombaBaseUrls, type Environment } from './environment';
import { normaliseBaseUrl } from './baseUrl';

/** One set of Nomba credentials by name, without the secret. This is what the setting `nomba.profiles` holds. */
export interface Profile {
  readonly name: string;
  readonly environment: Environment;
  /** Only, and always, with `environment: 'custom'`. */
  readonly baseUrl?: string;
  /** The parent account, which goes into the `accountId` header of every request. */
  readonly accountId: string;
  /** Goes into URLs and bodies, never into the `accountId` header. */
  readonly subAccountId?: string;
  readonly clientId: string;
}

/**
 * What a client secret and a token set belong to. Two profiles with the same identity share one token; an edited profile has another
 * identity, so it can never use a token that was issued for the former one.
 */
export interface Identity {
  /** Normalised: no `/v1`, no trailing slash. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly accountId: string;
}

/** The base URL of the profile's environment, normalised: no `/v1`, no trailing slash. */
export function baseUrlOf(profile: Pick<Profile, 'environment' | 'baseUrl'>): string {
  return profile.environment === 'custom'
    ? normaliseBaseUrl(profile.baseUrl ?? '')
    : nombaBaseUrls[profile.environment];
}

export function identityOf(profile: Profile): Identity {
  return { baseUrl: baseUrlOf(profile), clientId: profile.clientId, accountId: profile.accountId };
}

/**
 * The identity as one string, usable as part of a storage key. The parts are encoded, so that no choice of values makes two identities
 * collide.
 */
export function identityKey(identity: Identity): string {
  return [identity.baseUrl, identity.clientId, identity.accountId].map(encodeURIComponent).join('|');
}
