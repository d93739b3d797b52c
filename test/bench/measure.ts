/** Something to measure on a text. */
export interface Measured {
  readonly name: string;
  /** @returns the work, which can be done again and again. */
  readonly prepare: (text: string) => () => unknown;
}

/** Rounds in which everything is measured once. What else the machine does in one of them makes a run longer, never shorter. */
const rounds = 30;
/** A run takes at least this long, in ms: the work is done as often as that needs, or the grain of the clock would decide. */
const shortestRun = 2;

/**
 * The shortest time of each, in ms, in the order of what is measured. They take turns, so that a busy moment of the machine strikes all of them.
 */
export function shortestTimes(work: readonly (() => unknown)[]): number[] {
  const repetitions = work.map(repetitionsOf);
  const times = work.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of work.entries()) {
      times[index] = Math.min(times[index] ?? Infinity, timeOf(run, repetitions[index] ?? 1));
    }
  }
  return times;
}

function repetitionsOf(run: () => unknown): number {
  // Again where it seems long enough: the first time, much is made that stays, and the garbage of something else may be collected.
  const isLongEnough = (repetitions: number): boolean =>
    timeOf(run, repetitions) * repetitions >= shortestRun;
  let repetitions = 1;
  while (![1, 2, 3].every(() => isLongEnough(repetitions))) {
    repetitions *= 2;
  }
  return repetitions;
}

/** In ms of this process’s own, of one repetition: that it has to wait for others does not count. */
function timeOf(run: () => unknown, repetitions: number): number {
  const start = process.cpuUsage();
  for (let repetition = 0; repetition < repetitions; repetition++) {
    run();
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / repetitions;
}
