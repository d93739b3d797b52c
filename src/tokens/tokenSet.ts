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
  /**
   * Nomba was asked for another one, and nobody has heard what became of that: this one may have ended, and its refresh token may be used up, so it has none. It is
   * good for nothing better than to be tried while there is no other.
   */
  readonly isDoubtful?: true;
}

/** Same access token, with the same life? By value, because every window and every read of the store makes objects of its own. */
export function isSameToken(one: TokenSet | undefined, other: TokenSet | undefined): boolean {
  return one === undefined || other === undefined
    ? one === other
    : one.accessToken.equals(other.accessToken) && one.expiresAt === other.expiresAt;
}

/** Everything that is stored: an answer with the former access token and another refresh token counts, too. */
export function isSameTokenSet(one: TokenSet | undefined, other: TokenSet | undefined): boolean {
  const [refreshToken, otherRefreshToken] = [one?.refreshToken, other?.refreshToken];
  return (
    isSameToken(one, other) &&
    one?.isDoubtful === other?.isDoubtful &&
    (refreshToken === undefined || otherRefreshToken === undefined
      ? refreshToken === otherRefreshToken
      : refreshToken.equals(otherRefreshToken))
  );
}
