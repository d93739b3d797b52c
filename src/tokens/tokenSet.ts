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

/** Same access token, with the same life? By value, because every window and every read of the store makes objects of its own. */
export function isSameToken(one: TokenSet | undefined, other: TokenSet | undefined): boolean {
  return one === undefined || other === undefined
    ? one === other
    : one.accessToken.equals(other.accessToken) && one.expiresAt === other.expiresAt;
}

/** The refresh token, too: an answer with the former access token and another refresh token has to be stored. */
export function isSameTokenSet(one: TokenSet | undefined, other: TokenSet | undefined): boolean {
  const [refreshToken, otherRefreshToken] = [one?.refreshToken, other?.refreshToken];
  return (
    isSameToken(one, other) &&
    (refreshToken === undefined || otherRefreshToken === undefined
      ? refreshToken === otherRefreshToken
      : refreshToken.equals(otherRefreshToken))
  );
}
