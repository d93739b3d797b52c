import type { TokenSet } from './tokenSet';

/** ms */
const shortestPause = 30_000;
/** ms */
const longestPause = 5 * 60_000;

/**
 * Keeps calls that nobody asked for apart. Nomba limits token calls (some accounts get one POST a minute), so a storm of retries would lock the
 * user out.
 */
export class RetryPause {
  #until = 0;
  #failures = 0;

  /** Epoch ms; in the past when nothing has to wait. */
  get until(): number {
    return this.#until;
  }

  /** After a token: never sooner than half its life, or 30 s if that is shorter. A token that is born dead counts as the longer case. */
  afterSuccess({ issuedAt, expiresAt }: Pick<TokenSet, 'issuedAt' | 'expiresAt'>): void {
    const lifetime = expiresAt - issuedAt;
    this.#failures = 0;
    this.#until = issuedAt + (lifetime > 0 ? Math.min(shortestPause, lifetime / 2) : shortestPause);
  }

  /**
   * After a failure: 30 s, doubled each time up to 5 minutes, and never less than what the server asked for.
   *
   * @param now epoch ms
   * @param retryAfter ms
   */
  afterFailure(now: number, retryAfter = 0): void {
    const pause = Math.min(longestPause, shortestPause * 2 ** this.#failures);
    this.#failures += 1;
    this.#until = now + Math.max(pause, retryAfter);
  }

  end(): void {
    this.#failures = 0;
    this.#until = 0;
  }
}
