import { decodeJwt } from 'jose/jwt/decode';
import type { Secret } from '../profiles/secret';
import { parseTimestamp } from './timestamp';

/** What an access token says about itself. Hints only: the signature is not checked, and Nomba promises none of it. */
export interface AccessTokenClaims {
  /** The parent account. */
  readonly accountId?: string;
  /** Only sandbox tokens were seen to name their environment. */
  readonly environment?: 'sandbox';
  readonly clientId?: string;
  /** Epoch ms. */
  readonly issuedAt?: number;
  /** Epoch ms. */
  readonly expiresAt?: number;
}

/**
 * Reads the claims of a JWT: `G:<parent account id>`, `E:sandbox.…`, `sub` (the client id), `iat` and `exp` (recorded tokens; RFC 7519 section 4.1).
 * The prefixed claims carry their content in the name.
 *
 * @returns `undefined` when the token is not a JWT.
 */
export function readClaims(token: Secret): AccessTokenClaims | undefined {
  let payload: Readonly<Record<string, unknown>>;
  try {
    payload = decodeJwt(token.reveal());
  } catch {
    return undefined;
  }
  const names = Object.keys(payload);
  const accountId = names.find((name) => name.startsWith('G:'))?.slice('G:'.length);
  const isSandbox = names.some((name) => name.startsWith('E:sandbox'));
  const { sub, iat, exp } = payload;
  const issuedAt = parseTimestamp(iat);
  const expiresAt = parseTimestamp(exp);
  return {
    ...(accountId !== undefined && { accountId }),
    ...(isSandbox && { environment: 'sandbox' }),
    ...(typeof sub === 'string' && { clientId: sub }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
