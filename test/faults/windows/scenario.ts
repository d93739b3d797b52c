import { lifetimesPassed, longestTimes } from './figures';
import { Stage, type Conditions } from './stage';

/** What a run of a scenario has come to. */
export interface Calls {
  /** Renewal periods that have passed. */
  readonly lifetimes: number;
  /** How many token calls they, and what went wrong, explain. */
  readonly expected: number;
  /** How many more or less it may be. */
  readonly tolerance: number;
}

export interface Scenario extends Conditions {
  readonly name: string;
  /**
   * ms for which a process may at most be left with a dead token, or without one, in a row. {@link promptly} where nothing is in the way. It is far below the
   * 30 s of the scheduler's tick, except where nothing but the tick can tell a window.
   */
  readonly longestDead: number;
  /** Plays it, up to a moment when everything is well again. May say what is wrong. */
  readonly play: (stage: Stage) => Promise<readonly string[] | undefined>;
  /** The token calls that what went wrong has cost, beside one for each lifetime and one for the start. */
  readonly extraCalls?: (stage: Stage) => number;
  /** Instead of the formula of one shared session. */
  readonly calls?: (stage: Stage) => Calls;
  /** The user signs out: windows without a token are right. */
  readonly signsOut?: boolean;
}

/** One line of the table. Times in ms. */
export interface Row {
  readonly name: string;
  readonly processes: number;
  readonly duration: number;
  readonly lifetimes: number;
  readonly calls: number;
  readonly expected: number;
  readonly longestDead: number;
  readonly longestNone: number;
  /** Empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * ms until every window has a token that one of them has renewed: a renewal, and for each window one look at the lock more than for the one before it. The
 * second is for a machine that has other things to do.
 */
export function promptly(processes: number): number {
  return 1_000 + 100 * processes;
}

/** A lock that is lost to a stall costs what a stopped process costs: a refresh that is refused, and an issue. */
const callsOfLongStall = 2;

function sharedSessionCalls(stage: Stage, scenario: Scenario): Calls {
  const lifetimes = lifetimesPassed(stage.watch.turns, stage.histories(), scenario.leadTime);
  const expected = 1 + lifetimes + (scenario.extraCalls?.(stage) ?? 0);
  return { lifetimes, expected, tolerance: 1 + callsOfLongStall * stage.longStalls };
}

export async function runScenario(program: string, scenario: Scenario): Promise<Row> {
  const stage = await Stage.open(program, scenario);
  const startedAt = Date.now();
  const problems: string[] = [];
  try {
    problems.push(...((await scenario.play(stage)) ?? []));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : 'something that is no error was thrown');
  }
  const end = Date.now();
  const { watch } = stage;
  const { turns } = watch;
  const { stalls } = stage;
  const times = stage.histories().map((history) => longestTimes(history, turns, stalls));
  const calls = stage.emulator.calls.length;
  const { lifetimes, expected, tolerance } = scenario.calls?.(stage) ?? sharedSessionCalls(stage, scenario);
  const longestDead = Math.max(0, ...times.map(({ dead }) => dead));
  const longestNone = Math.max(0, ...times.map(({ none }) => none));
  problems.push(...stateProblems(stage, scenario));
  if (Math.abs(calls - expected) > tolerance) {
    problems.push(
      `${calls} calls instead of ${expected.toFixed(1)} ± ${tolerance}: ${stage.calls.join(', ')}`,
    );
  }
  if (longestDead > scenario.longestDead) {
    problems.push(`a dead token for ${longestDead} ms, more than ${scenario.longestDead} ms`);
  }
  if (scenario.signsOut !== true && longestNone > scenario.longestDead) {
    problems.push(`no token for ${longestNone} ms, more than ${scenario.longestDead} ms`);
  }
  try {
    problems.push(...(await stage.closeWindows()).map((lock) => `a lock is left: ${lock}`));
  } catch (error) {
    problems.push(`a window did not close: ${String(error)}`);
  } finally {
    await stage.dispose();
  }
  if (problems.length > 0) {
    const longest = Math.max(0, ...stalls.map(({ from, to }) => to - from));
    problems.push(
      `a process could not run for up to ${longest} ms`,
      ...new Set(stage.windows.flatMap(({ warnings }) => warnings.map((line) => `log: ${line}`))),
    );
  }
  return {
    name: scenario.name,
    processes: scenario.processes,
    duration: end - startedAt,
    lifetimes,
    calls,
    expected,
    longestDead,
    longestNone,
    problems,
  };
}

function stateProblems(stage: Stage, { signsOut = false }: Scenario): readonly string[] {
  return stage.windows.flatMap(({ snapshots, latest, hasCrashed, isLiving }, number) => {
    const since = snapshots.slice(snapshots.findIndex(({ token }) => token !== undefined));
    const failures = new Set(snapshots.map(({ failure }) => failure).filter((kind) => kind !== undefined));
    return [
      ...(hasCrashed ? [`window ${number} has crashed`] : []),
      ...(!signsOut && since.some(({ token }) => token === undefined)
        ? [`window ${number} was signed out`]
        : []),
      ...[...failures].map((kind) => `window ${number} had the failure ${kind}`),
      ...(isLiving && latest?.state === 'failed' ? [`window ${number} has failed at the end`] : []),
    ];
  });
}
