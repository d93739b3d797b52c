import type { TokenSet } from './tokenSet';

type Lifetime = Pick<TokenSet, 'issuedAt' | 'expiresAt'>;

/**
 * The moment from which on the token should be renewed, in epoch ms.
 *
 * The lead time is capped at half the lifetime. Without the cap, a token that lives for less than the lead time would be due the moment it arrives, and
 * be renewed without end.
 *
 * @param leadTime ms
 */
export function renewalTime({ issuedAt, expiresAt }: Lifetime, leadTime: number): number {
  const lifetime = Math.max(0, expiresAt - issuedAt);
  return expiresAt - Math.min(leadTime, lifetime / 2);
}

/** @param now epoch ms */
export function isAlive({ expiresAt }: Lifetime, now: number): boolean {
  return now < expiresAt;
}

/**
 * Alive, and not yet due for renewal.
 *
 * @param now epoch ms
 * @param leadTime ms
 */
export function isFresh(lifetime: Lifetime, now: number, leadTime: number): boolean {
  return isAlive(lifetime, now) && now < renewalTime(lifetime, leadTime);
}
