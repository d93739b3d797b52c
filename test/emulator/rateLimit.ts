import type { RateLimit } from './options';
import { errorReplies } from './replies';
import type { Reply } from './replies';

/** Counts the token calls of each `accountId` header, in a window that slides. */
export class RateLimiter {
  readonly #admitted = new Map<string, number[]>();

  /** Runs the call, or refuses it with a 429; either way with the documented headers. `now` is epoch ms. */
  admit(rule: RateLimit | null, accountId: string, now: number, call: () => Reply): Reply {
    if (rule === null) {
      return call();
    }
    const inWindow = (this.#admitted.get(accountId) ?? []).filter(
      (at) => at > now - rule.windowMs && at <= now,
    );
    const admitted = inWindow.length < rule.calls;
    if (admitted) {
      inWindow.push(now);
    }
    this.#admitted.set(accountId, inWindow);
    const reply = admitted ? call() : errorReplies.tooManyRequests;
    const nextFree = (inWindow[0] ?? now) + rule.windowMs - now;
    return {
      ...reply,
      headers: {
        ...reply.headers,
        'X-Rate-Limit-Limit': String(rule.calls),
        'X-Rate-Limit-Remaining': String(rule.calls - inWindow.length),
        'X-Rate-Limit-Window': `${Math.ceil(rule.windowMs / 1000)}s`,
        ...(!admitted && rule.retryAfter ? { 'Retry-After': String(Math.ceil(nextFree / 1000)) } : {}),
      },
    };
  }

  clear(): void {
    this.#admitted.clear();
  }
}
