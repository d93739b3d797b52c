import { elapsedSince, momentOf, type Moment } from './elapsed';
import type { Clock } from './ports';
import type { TokenSet } from './tokenSet';

/** ms */
export const shortestPause = 30_000;
/** ms */
const longestPause = 5 * 60_000;
/** ms. A server that asks for more is asked again all the same; it can say so once more. */
const longestWait = 60 * 60_000;
/** The share of a pause that chance adds at most, so that the windows of many machines do not come back in one instant. */
const jitter = 0.2;

/**
 * Keeps calls that nobody asked for apart. Nomba limits token calls (some accounts get one POST a minute), so a storm of retries would lock the
 * user out.
 */
export class RetryPause {
  readonly #clock: Clock;
  readonly #random: () => number;
  #begin: Moment;
  /** ms */
  #length = 0;
  #failures = 0;

  /** @param random 0 or more, less than 1. */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#begin = momentOf(clock);
  }

  /** ms that are left; 0 when nothing has to wait. A clock that is put back does not prolong it, and a sleep ends it. */
  get left(): number {
    return Math.max(0, this.#length - elapsedSince(this.#begin, this.#clock));
  }

  /** After a token: never sooner than half its life, or 30 s if that is shorter. */
  afterSuccess({ issuedAt, expiresAt }: Pick<TokenSet, 'issuedAt' | 'expiresAt'>): void {
    const pause = Math.min(shortestPause, (expiresAt - issuedAt) / 2);
    const age = this.#clock.now() - issuedAt;
    this.#failures = 0;
    // A token out of the future says nothing of how long ago it came: the clock was put back since.
    this.#start(age < 0 ? 0 : pause - age);
  }

  /**
   * After a failure: 30 s, doubled each time up to 5 minutes, a little more by chance; and never less than what the server asked for, up to an hour.
   *
   * @param retryAfter ms
   */
  afterFailure(retryAfter = 0): void {
    const pause = Math.min(longestPause, shortestPause * 2 ** this.#failures);
    this.#failures += 1;
    this.#start(Math.max(pause * (1 + jitter * this.#random()), boundedWait(retryAfter)));
  }

  end(): void {
    this.#failures = 0;
    this.#length = 0;
  }

  #start(length: number): void {
    this.#begin = momentOf(this.#clock);
    this.#length = length;
  }
}

/** What a server asks for, in ms, bounded: a wrong header must not put an end to renewals for days. */
export function boundedWait(retryAfter: number): number {
  return Math.min(longestWait, retryAfter);
}
