import { readNombaClaims } from '../httpFile/jsonWebToken';
import type { Secret } from '../profiles/secret';
import { parseTimestamp } from './timestamp';

/** ms. What Nomba's guide says, for an answer that says nothing. Other pages say 60 minutes, and tokens of 3 hours were seen. */
const documentedLifetime = 30 * 60_000;

/** ms. Ten years: what is longer is no lifetime, and must not overflow anything. */
const longestLifetime = 10 * 365 * 24 * 60 * 60_000;

/** What an answer says about the life of its access token; any of it may be missing or unreadable. */
export interface StatedLifetime {
  readonly expiresAt: unknown;
  /** Seconds. Documented by a third party only. */
  readonly expiresIn: unknown;
}

/**
 * When the token expires, in epoch ms: what the answer says, else what the token says, else seconds from now, else 30 minutes from now. It may lie in the
 * past; a token that is dead on arrival is the scheduler's business.
 *
 * @param now epoch ms, when the answer arrived.
 */
export function expiryOf(accessToken: Secret, stated: StatedLifetime, now: number): number {
  return (
    parseTimestamp(stated.expiresAt) ??
    readNombaClaims(accessToken.reveal())?.expiresAt ??
    now + (lifetimeOf(stated.expiresIn) ?? documentedLifetime)
  );
}

/** ms */
function lifetimeOf(seconds: unknown): number | undefined {
  const isNumeric = typeof seconds === 'number' || (typeof seconds === 'string' && /^-?\d+$/.test(seconds));
  const lifetime = isNumeric ? Number(seconds) * 1000 : NaN;
  return Math.abs(lifetime) <= longestLifetime ? lifetime : undefined;
}
