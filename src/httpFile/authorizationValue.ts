import { findJsonWebTokens } from './jsonWebToken';
import { isPlaceholder } from './placeholder';

/**
 * What the value of an `Authorization` header is by itself. `token`: from `start` on, it is sent as the access token, as it is written. `elsewhere`: a reference, or
 * a scheme other than `Bearer`. `missing`: nothing, or a placeholder.
 */
export type AuthorizationValue =
  { readonly kind: 'token'; readonly start: number } | { readonly kind: 'elsewhere' | 'missing' };

/** By which a scheme is told from a token that stands there without one. */
const otherScheme = /^(?:[\w-]{1,30}\s{1,100}\S|(?:Basic|Digest)$)/i;

/** @param value without white space around it. */
export function readAuthorization(value: string): AuthorizationValue {
  const start = /^Bearer(?:\s{1,100}|$)/i.exec(value)?.[0].length ?? 0;
  const credentials = value.slice(start);
  if (findJsonWebTokens(credentials).length > 0) {
    return { kind: 'token', start };
  }
  if (value.includes('{{')) {
    return { kind: 'elsewhere' };
  }
  if (credentials === '' || isPlaceholder(credentials) || /^(?:access[ _-]?)?token$/i.test(credentials)) {
    return { kind: 'missing' };
  }
  return start === 0 && otherScheme.test(value) ? { kind: 'elsewhere' } : { kind: 'token', start };
}
