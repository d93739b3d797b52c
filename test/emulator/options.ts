import * as v from 'valibot';
import type { EmulatorEnvironment } from './clients';

/** How many token calls (issue, refresh, revoke together) one `accountId` header may make. */
export interface RateLimit {
  readonly calls: number;
  readonly windowMs: number;
  /** Sends `Retry-After` (whole seconds) with a 429; Nomba's documentation does not promise that header. */
  readonly retryAfter: boolean;
}

/** How an emulator behaves; every one of these can be changed while it runs. */
export interface EmulatorOptions {
  /** Which host it plays. Clients of the other environment are unknown to it. */
  readonly environment: EmulatorEnvironment;
  /** Life of an access token in ms; zero and less gives tokens that are dead on arrival. */
  readonly lifetimeMs: number;
  /** Life of a refresh token in ms; null: as long as its session. */
  readonly refreshLifetimeMs: number | null;
  /** A refresh gives a new refresh token and ends the one that was used. */
  readonly rotateRefreshTokens: boolean;
  /** A new token ends every other session of the same client. */
  readonly singleSession: boolean;
  /** What the emulator's clock is ahead of the machine's, in ms: `Date`, `iat`, `exp`, `expiresAt`, expiry, rate limit. */
  readonly clockOffsetMs: number;
  /** Wait in ms before the work of every call. */
  readonly latencyMs: number;
  /** null: no limit and no `X-Rate-Limit-…` headers. */
  readonly rateLimit: RateLimit | null;
  /** The body that revoke accepts: Nomba's `clientId` and `access_token`, or `token` with a bearer. Another one is a 400. */
  readonly revokeForm: 'official' | 'token' | 'both';
}

/** What an emulator starts with: 30 minutes, as Nomba's guide says. */
export const defaultOptions: EmulatorOptions = {
  environment: 'sandbox',
  lifetimeMs: 30 * 60_000,
  refreshLifetimeMs: null,
  rotateRefreshTokens: true,
  singleSession: false,
  clockOffsetMs: 0,
  latencyMs: 0,
  rateLimit: null,
  revokeForm: 'official',
};

const wholeMs = v.pipe(v.number(), v.safeInteger());
const positiveInteger = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Any part of the options; unknown names are refused, so that a misspelt one is noticed. */
export const optionsChangeSchema: v.GenericSchema<unknown, Partial<EmulatorOptions>> = v.strictObject({
  environment: v.exactOptional(v.picklist(['production', 'sandbox'])),
  lifetimeMs: v.exactOptional(wholeMs),
  refreshLifetimeMs: v.exactOptional(v.nullable(wholeMs)),
  rotateRefreshTokens: v.exactOptional(v.boolean()),
  singleSession: v.exactOptional(v.boolean()),
  clockOffsetMs: v.exactOptional(wholeMs),
  latencyMs: v.exactOptional(v.pipe(wholeMs, v.minValue(0))),
  rateLimit: v.exactOptional(
    v.nullable(
      v.strictObject({ calls: positiveInteger, windowMs: positiveInteger, retryAfter: v.boolean() }),
    ),
  ),
  revokeForm: v.exactOptional(v.picklist(['official', 'token', 'both'])),
});
