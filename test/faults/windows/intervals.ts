/** A stretch of time, epoch ms; `to` is not part of it. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** What is left of the intervals outside the hole. */
export function without(intervals: readonly Interval[], hole: Interval): readonly Interval[] {
  return intervals
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, hole.from) },
      { from: Math.max(from, hole.to), to },
    ])
    .filter(({ from, to }) => from < to);
}

/** The longest time in ms that the intervals cover without a gap. They are in order of their beginnings. */
export function longestRun(intervals: readonly Interval[]): number {
  let longest = 0;
  let run: Interval | undefined;
  for (const { from, to } of intervals) {
    run = run !== undefined && from <= run.to ? { from: run.from, to: Math.max(run.to, to) } : { from, to };
    longest = Math.max(longest, run.to - run.from);
  }
  return longest;
}
