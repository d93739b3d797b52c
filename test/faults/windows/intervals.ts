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

/** The intervals without overlaps, in order, each as long as it can be. */
function merge(intervals: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  for (const { from, to } of [...intervals].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    } else {
      merged.push({ from, to });
    }
  }
  return merged;
}

/** The longest time in ms that the intervals cover without a gap, less what of it is in the holes; these make no gaps. */
export function longestRun(intervals: readonly Interval[], holes: readonly Interval[]): number {
  const lengths = merge(intervals).map((run) =>
    holes.reduce(without, [run]).reduce((sum, { from, to }) => sum + to - from, 0),
  );
  return Math.max(0, ...lengths);
}
