import type { TokenSet } from './tokenSet';

/** ms. Less is no life: the time that a call takes, and clocks that differ a little, make a token of no life look like one of a moment. */
const shortestLifetime = 500;

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

/** Whether a token had expired when it came, or as good as. */
export function isStillborn({ issuedAt, expiresAt }: Lifetime): boolean {
  return expiresAt - issuedAt < shortestLifetime;
}
