/** Something to measure on a text. */
export interface Measured {
  readonly name: string;
  /** @returns the work, which can be done again and again; with a promise where it gives way to others. */
  readonly prepare: (text: string) => () => unknown;
}

/** Rounds in which everything is measured once. Odd: the median is one of them. */
const rounds = 25;
/** A run takes at least this long, in ms: the work is done as often as that needs, or the grain of the clock would decide. */
const shortestRun = 2;

/**
 * How long each takes, in ms, in the order of what is measured and, in each, of the rounds. In a round they take turns, so that what is compared was measured at the same
 * time: a busy moment of the machine strikes all of them.
 */
export async function timesByRound(
  work: readonly (() => unknown)[],
): Promise<readonly (readonly number[])[]> {
  const measured = [];
  for (const run of work) {
    measured.push({ run, repetitions: await repetitionsOf(run), times: [] as number[] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { run, repetitions, times } of measured) {
      times.push(await timeOf(run, repetitions));
    }
  }
  return measured.map(({ times }) => times);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** How many times as long the one takes as the other, round by round: what the machine did in a few of them does not count. */
export function quotient(times: readonly number[], others: readonly number[]): number {
  return median(times.map((time, round) => time / (others[round] ?? NaN)));
}

async function repetitionsOf(run: () => unknown): Promise<number> {
  let repetitions = 1;
  // Again where it seems long enough: the first time, much is made that stays, and the garbage of something else may be collected.
  for (let timesLongEnough = 0; timesLongEnough < 3;) {
    if ((await timeOf(run, repetitions)) * repetitions >= shortestRun) {
      timesLongEnough++;
    } else {
      timesLongEnough = 0;
      repetitions *= 2;
    }
  }
  return repetitions;
}

/** In ms of this process’s own, of one repetition: that it has to wait for others does not count. */
async function timeOf(run: () => unknown, repetitions: number): Promise<number> {
  const start = process.cpuUsage();
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const done = run();
    // To wait for what is done already would take longer than much of what is measured.
    if (done instanceof Promise) {
      await done;
    }
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / repetitions;
}
