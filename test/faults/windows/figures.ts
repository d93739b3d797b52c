import { longestRun, without, type Interval } from './intervals';
import type { Snapshot } from './messages';

/** When a token was good at Nomba, to the ms. */
export interface TokenTurn extends Interval {
  /** bearerFingerprint() of the access token. */
  readonly token: string;
  /** ms for which it was to be good. */
  readonly lifetime: number;
}

/** What one process has gone through. */
export interface WindowHistory {
  readonly snapshots: readonly Snapshot[];
  readonly stops: readonly Interval[];
  /** Epoch ms: of the end of the measurement or of the process. */
  readonly end: number;
}

/** In ms, each the longest time in a row, without that for which a process could not run. */
export interface LongestTimes {
  /** Its token was not expired by its own reckoning, but not the one that was good at Nomba. */
  readonly dead: number;
  /** It had no token, or one that it knew to have expired; counted from its first token on. */
  readonly none: number;
}

/** @param stalls of all processes: one that renews may keep the others waiting. */
export function longestTimes(
  history: WindowHistory,
  turns: readonly TokenTurn[],
  stalls: readonly Interval[],
): LongestTimes {
  const { snapshots, stops, end } = history;
  const first = snapshots.findIndex(({ token }) => token !== undefined);
  const held = first === -1 ? [] : snapshots.slice(first);
  let dead: readonly Interval[] = [];
  let none: readonly Interval[] = [];
  held.forEach(({ at, token, expiresAt = at }, index) => {
    const to = Math.min(held[index + 1]?.at ?? end, end);
    const usable = Math.min(to, expiresAt);
    let wrong: readonly Interval[] = at < usable ? [{ from: at, to: usable }] : [];
    for (const turn of turns.filter((other) => other.token === token)) {
      wrong = without(wrong, turn);
    }
    dead = [...dead, ...wrong];
    const from = Math.max(at, usable);
    none = from < to ? [...none, { from, to }] : none;
  });
  for (const stop of stops) {
    dead = without(dead, stop);
    none = without(none, stop);
  }
  return { dead: longestRun(dead, stalls), none: longestRun(none, stalls) };
}

/**
 * The renewal periods (lifetime less lead time) that have passed: each token that a process held counts for as much of its period as it was Nomba's token.
 * So the time for which a renewal is overdue counts nothing; and a token that is replaced before it is due makes a fraction, and a call too many.
 *
 * @param leadTime ms
 */
export function lifetimesPassed(
  turns: readonly TokenTurn[],
  histories: readonly WindowHistory[],
  leadTime: number,
): number {
  const held = new Set(histories.flatMap(({ snapshots }) => snapshots.map(({ token }) => token)));
  return turns
    .filter(({ token }) => held.has(token))
    .reduce(
      (sum, { from, to, lifetime }) => sum + Math.min(1, (to - from) / periodOf(lifetime, leadTime)),
      0,
    );
}

/** ms from the arrival of a token to the renewal of it. */
export function periodOf(lifetime: number, leadTime: number): number {
  return lifetime - Math.min(leadTime, lifetime / 2);
}

/** ms. The moments of the emulator and of the processes are compared. */
const accuracy = 20;

/** How many tokens the processes have held until they were due, and then replaced, each process for itself. */
export function endedLifetimes(
  turns: readonly TokenTurn[],
  histories: readonly WindowHistory[],
  period: number,
): number {
  const arrivals = new Map(turns.map(({ token, from }) => [token, from]));
  const held = histories.map(({ snapshots }) =>
    snapshots.filter(({ token }, index) => token !== undefined && token !== snapshots[index - 1]?.token),
  );
  return held.flatMap((changes) =>
    changes.filter(({ token = '' }, index) => {
      const end = changes[index + 1]?.at ?? 0;
      return end - (arrivals.get(token) ?? end) >= period - accuracy;
    }),
  ).length;
}
