import { identityKey, type Identity } from '../../src/profiles/profile';
import { Secret } from '../../src/profiles/secret';
import type { TokenSet } from '../../src/tokens/tokenSet';

export const testIdentity: Identity = {
  baseUrl: 'https://sandbox.nomba.com',
  clientId: '11111111-2222-4333-8444-555555555555',
  accountId: '99999999-8888-4777-8666-555555555555',
};

/** A token set whose access token is `access-<name>` and whose refresh token is `refresh-<name>`. Times in epoch ms, lifetime in ms. */
export function testTokenSet(
  name: string,
  issuedAt: number,
  lifetime = 30 * 60_000,
  identity: Identity = testIdentity,
): TokenSet {
  return {
    identity,
    accessToken: new Secret(`access-${name}`),
    refreshToken: new Secret(`refresh-${name}`),
    issuedAt,
    expiresAt: issuedAt + lifetime,
  };
}

export interface PlainTokenSet {
  readonly identity: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/**
 * A token set with its secrets in the open. `deepEqual` cannot see into a `Secret`: it takes any two for equal, so a comparison of token sets as
 * they are would always succeed.
 */
export function plain(tokenSet: TokenSet | undefined): PlainTokenSet | undefined {
  return (
    tokenSet && {
      identity: identityKey(tokenSet.identity),
      accessToken: tokenSet.accessToken.reveal(),
      refreshToken: tokenSet.refreshToken?.reveal(),
      issuedAt: tokenSet.issuedAt,
      expiresAt: tokenSet.expiresAt,
    }
  );
}
