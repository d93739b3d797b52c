import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { beforeExit } from '../../host/childProcesses';
import { describeCounts, type TestCounts } from '../../testCounts';
import { parseSeed } from '../seed';
import { bundleWindowProcess } from './bundle';
import { killed, stoppedForLong } from './endedProcesses';
import { runScenario, type Row, type Scenario } from './scenario';
import { separateStores } from './separateStores';
import { signOut } from './signOut';
import { storm } from './storm';
import { switchProfile } from './switchProfile';
import { formatTable } from './table';
import { calm, lostReplies, unheardOf, unreliableEvents } from './undisturbed';

interface Length {
  /** The same for 8 to 10 minutes, instead of one. */
  readonly long: boolean;
  /** Of what chance decides; printed, so that a run can be repeated. */
  readonly seed?: number;
  /** Only the scenarios whose name holds this. */
  readonly only?: string;
}

/** At most so many processes at the same time; a scenario that needs more runs alone. They sleep most of the time. */
const mostProcesses = 32;

/**
 * Many processes with one session: renewals, losses, kills, stops, silent stores and sign-outs.
 *
 * Each scenario was seen to fail with one of these changes to the code:
 * - no lock; or the store not read again after the lock was taken: calm (up to 111 calls instead of 4).
 * - no timer in the scheduler; or a renewal due only after the token's end: calm (no token, signed out).
 * - the refresh sent again after a lost answer: 20 % of the replies lost (everybody refused).
 * - a lock that is never taken over: killed while it renews (no token for 42 s, a lock left).
 * - no look into the store after a refused refresh: stopped before it sends (issues, and ends the session of the others).
 * - a late token written over a newer one: stopped while the answer comes.
 * - a refused refresh is final: stores not shared.
 * - the known token trusted until an event comes, without reading the store: refreshed by the user, no events (whoever asked got a dead one).
 * - a tick that does not look into the store, or comes every five minutes: refreshed, revoked by the user, no events.
 * - the token kept after a sign-out in another process; the secret not compared; a revoke that does not wait for the lock: signed out during a call.
 * - one key for all flights, or one lock for all identities; what was removed during a call not noticed: another profile during a call.
 */
export async function runWindows(length: Length): Promise<TestCounts & { readonly table: string[] }> {
  const { long, seed = Date.now() % 1_000_000, only = '' } = length;
  const scenarios = [
    // The longest first.
    ...(long ? [storm(seed)] : []),
    ...unheardOf(),
    signOut,
    switchProfile,
    ...calm({ long }),
    ...lostReplies({ long }),
    killed({ long }),
    ...stoppedForLong({ long }),
    ...unreliableEvents({ long }),
    ...separateStores({ long }),
  ].filter(({ name }) => name.includes(only));
  const folder = await mkdtemp(join(tmpdir(), 'nomba-many-windows-'));
  const forget = beforeExit(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    const program = await bundleWindowProcess(folder);
    const rows = await runSideBySide(program, scenarios);
    const failed = rows.filter(({ problems }) => problems.length > 0).length;
    const heading = long ? [`Windows, seed ${seed}`] : ['Windows'];
    return { passed: rows.length - failed, failed, table: [...heading, ...formatTable(rows)] };
  } finally {
    await rm(folder, { recursive: true });
    forget();
  }
}

/** In order, as many at a time as there is room for. */
async function runSideBySide(program: string, scenarios: readonly Scenario[]): Promise<readonly Row[]> {
  const rows = new Map<Scenario, Row>();
  const running = new Map<Scenario, Promise<void>>();
  for (const scenario of scenarios) {
    const room = (): number =>
      mostProcesses - [...running.keys()].reduce((sum, { processes }) => sum + processes, 0);
    while (running.size > 0 && room() < scenario.processes) {
      await Promise.race(running.values());
    }
    const run = runScenario(program, scenario).then((row) => {
      rows.set(scenario, row);
      running.delete(scenario);
    });
    running.set(scenario, run);
  }
  await Promise.all(running.values());
  return scenarios.map((scenario) => rows.get(scenario)).filter((row) => row !== undefined);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { long: { type: 'boolean' }, seed: { type: 'string' }, only: { type: 'string' } },
  });
  const startedAt = Date.now();
  const { table, ...counts } = await runWindows({
    long: values.long ?? false,
    ...(values.seed !== undefined && { seed: parseSeed(values.seed) }),
    ...(values.only !== undefined && { only: values.only }),
  });
  console.log(table.join('\n'));
  console.log(`${describeCounts(counts)} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
