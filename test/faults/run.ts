// Runnable alone: `npm run test:faults -- [--long] [--seed 1]`
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runMochaSuite } from '../mochaSuite';
import { addCounts, describeCounts, type TestCounts } from '../testCounts';
import { runCommands } from './commands/runCommands';
import { matrixFigures } from './matrixOutcome';
import { runSchedules, type ScheduleOptions } from './schedules/runSchedules';
import { parseSeed } from './seed';
import { runWindows } from './windows/run';

/** `brief`: two minutes at most, as a part of all tests. `long`: a soak of about ten. */
type Length = 'brief' | 'usual' | 'long';

const schedulesOf = {
  brief: { brief: true, count: 10 },
  usual: { count: 200 },
  long: { count: 500 },
} as const satisfies Record<Length, ScheduleOptions>;

/** How often every command runs under every failure. */
const roundsOf = { brief: 1, usual: 2, long: 10 } as const satisfies Record<Length, number>;

export interface FaultOptions {
  readonly length: Length;
  /** Of what chance decides; a new one unless given. It is printed, so that a run can be repeated. */
  readonly seed?: number;
}

/** The matrix of faults, every command under every failure, many windows with one session, and commands at the same time; at the end a table of figures. */
export async function runFaults({ length, seed = randomInt(1_000_000) }: FaultOptions): Promise<TestCounts> {
  const matrix = await runMochaSuite(__dirname);
  const commands = await runCommands({ seed, rounds: roundsOf[length] });
  const startedAt = performance.now();
  const [windows, schedules] = await Promise.all([
    runWindows({ long: length === 'long', seed }),
    runSchedules({ seed, ...schedulesOf[length] }),
  ]);
  const { cells, results } = matrixFigures();
  console.log(`\nFaults, seed ${seed}`);
  console.log(`\nMatrix: ${describeCounts(matrix)}, ${cells} cells`);
  console.table(results);
  console.log(`\n${windows.table.join('\n')}`);
  console.log(`\nCommands: ${describeCounts(commands)}; different texts that were looked through`);
  console.table(commands.figures);
  console.log(`\nSchedules: ${describeCounts(schedules)}`);
  console.table(schedules.figures);
  console.log(`Windows and schedules took ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
  for (const [part, { failed }] of Object.entries({ matrix, commands, windows, schedules })) {
    if (failed > 0) {
      console.log(`${failed} failed in the ${part}; see above. Again: npm run test:faults -- --seed ${seed}`);
    }
  }
  return addCounts([matrix, commands, windows, schedules]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { long: { type: 'boolean' }, seed: { type: 'string' } } });
  const counts = await runFaults({
    length: values.long === true ? 'long' : 'usual',
    ...(values.seed !== undefined && { seed: parseSeed(values.seed) }),
  });
  console.log(describeCounts(counts));
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
