import { decodeJwt } from 'jose/jwt/decode';
import type { TextSpan } from './requestTarget';

/** What a JSON Web Token says about itself. Hints only: the signature is not checked, and Nomba promises none of it. */
export interface NombaClaims {
  /** Whether the claims are named as in Nomba's tokens (recorded ones): `G:<parent account id>`, `E:sandbox.…`. */
  readonly isNomba: boolean;
  /** The parent account. */
  readonly accountId?: string;
  /** Only sandbox tokens were seen to name their environment. */
  readonly environment?: 'sandbox';
  /** The subject (RFC 7519 section 4.1.2); in Nomba's tokens that is the client id. */
  readonly clientId?: string;
  readonly issuer?: string;
  /** Not empty. */
  readonly audience?: readonly string[];
  /** Epoch ms. */
  readonly issuedAt?: number;
  /** Epoch ms. */
  readonly expiresAt?: number;
}

/**
 * Three parts of base64url (RFC 7515 section 3.1), the first of which is a JSON object and so begins with `eyJ`. Each attempt begins where a word begins, or after
 * an escape such as `%20`: from every `eyJ` of a long word it would take time by the square of its length. The bounds keep a line of many megabytes from
 * running the expression out of its stack; recorded tokens have less than 1,000 characters.
 */
const jsonWebToken = /(?:(?<![\w-])|(?<=%[\dA-Fa-f]{2}))eyJ[\w-]{5,8000}\.[\w-]{5,8000}\.[\w-]{5,8000}/g;
/** Characters. */
const longestToken = 24_100;
/** Seconds since 1970 reach this in the year 5138; milliseconds did in 1973. */
const leastMilliseconds = 100_000_000_000;
/** The last moment that a JavaScript date can hold, in epoch ms. */
const lastMoment = 8_640_000_000_000_000;

/** Where JSON Web Tokens stand in a text, in order. Takes time in proportion to the text and never throws. */
export function findJsonWebTokens(text: string): readonly TextSpan[] {
  return [...text.matchAll(jsonWebToken)].map(({ index, 0: token }) => ({
    start: index,
    end: index + token.length,
  }));
}

/** The claims of a JSON Web Token; `undefined` when it is none. Never throws. */
export function readNombaClaims(token: string): NombaClaims | undefined {
  const claims = token.length > longestToken ? undefined : readPayload(token);
  if (claims === undefined) {
    return undefined;
  }
  const names = Object.keys(claims);
  const accountId = names.find((name) => name.startsWith('G:'))?.slice('G:'.length);
  const { sub, iat, exp, iss, aud } = claims;
  // One alone need not be in a list (RFC 7519 section 4.1.3).
  const audience = [aud].flat().filter((one) => typeof one === 'string');
  const issuedAt = readTime(iat);
  const expiresAt = readTime(exp);
  return {
    isNomba: names.some((name) => /^[GE]:/.test(name)),
    ...(accountId !== undefined && { accountId }),
    ...(names.some((name) => name.startsWith('E:sandbox')) && { environment: 'sandbox' }),
    ...(typeof sub === 'string' && { clientId: sub }),
    ...(typeof iss === 'string' && { issuer: iss }),
    ...(audience.length > 0 && { audience }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

function readPayload(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

function readTime(value: unknown): number | undefined {
  if (typeof value !== 'number') {
    return undefined;
  }
  const moment = Math.round(value < leastMilliseconds ? value * 1000 : value);
  return moment > 0 && moment <= lastMoment ? moment : undefined;
}
