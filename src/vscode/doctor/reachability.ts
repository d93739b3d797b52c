import { clockOffsetOf } from '../../nomba/clockOffset';
import type { HttpClient, TransportFailure } from '../../nomba/transport';
import type { Clock } from '../../tokens/ports';
import { patience } from './finding';

/** What became of one request that says nothing of who asks. */
export interface Reachability {
  /** ms */
  readonly duration: number;
  /** Any HTTP status is an answer. */
  readonly outcome: { readonly status: number } | TransportFailure;
  /** What the server's clock is ahead of the local one, in ms; `undefined` when it did not tell. */
  readonly clockOffset: number | undefined;
}

/** Sends one GET, without a token, a secret or an account id. */
export async function reach(
  client: Pick<HttpClient, 'get'>,
  url: string,
  clock: Pick<Clock, 'now' | 'uptime'>,
  signal: AbortSignal,
): Promise<Reachability> {
  const startedAt = clock.now();
  const start = clock.uptime();
  const answer = await client.get({ url, headers: {}, timeout: patience, signal });
  const duration = Math.round(clock.uptime() - start);
  return answer.outcome === 'answered'
    ? {
        duration,
        outcome: { status: answer.status },
        clockOffset: clockOffsetOf(answer.headers, startedAt, clock.now()),
      }
    : { duration, outcome: answer.outcome, clockOffset: undefined };
}
