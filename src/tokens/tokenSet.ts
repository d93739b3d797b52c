import type { Identity } from '../profiles/profile';
import type { Secret } from '../profiles/secret';

/** What one successful issue or refresh leaves behind. */
export interface TokenSet {
  readonly identity: Identity;
  readonly accessToken: Secret;
  /** Opaque. Absent when Nomba sent none; then the only renewal is to issue again. */
  readonly refreshToken?: Secret;
  /** Epoch ms by the local clock, when the answer arrived. */
  readonly issuedAt: number;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/**
 * Same token set? By value, because every window and every read of the store makes objects of its own. All that Nomba sends counts: an answer with the
 * former access token and another refresh token has to be stored.
 */
export function isSameToken(one: TokenSet | undefined, other: TokenSet | undefined): boolean {
  if (one === undefined || other === undefined) {
    return one === other;
  }
  return (
    one.accessToken.equals(other.accessToken) &&
    one.expiresAt === other.expiresAt &&
    (one.refreshToken === undefined
      ? other.refreshToken === undefined
      : one.refreshToken.equals(other.refreshToken))
  );
}
