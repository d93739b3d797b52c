import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { CommandId } from '../../../src/contributions';
import type { TestCounts } from '../../testCounts';
import { putUp } from '../obstacles';
import { secretWithSpaces, token } from '../randomSecrets';
import { RandomSource } from '../schedules/randomSource';
import { Sightings } from '../sightings';
import { CommandWindow, type CommandSecrets } from './commandWindow';
import { EchoServer } from './echoServer';
import { failures, type Failure } from './failures';
import { loadExtension, type LoadedExtension } from './loadExtension';
import { secretPlaces, visiblePlaces } from './places';
import { unexpectedEnds, unhandled } from './defects';
import { watchProcess } from './watchProcess';

export interface CommandOptions {
  /** A new one unless given. */
  readonly seed?: number;
  /** How often every command is run under every failure; once unless given. */
  readonly rounds?: number;
  /** Instead of all failures, those whose names contain this. */
  readonly only?: string;
}

export interface CommandCounts extends TestCounts {
  /** How many different texts were looked through, by where they could be seen. */
  readonly figures: Readonly<Record<string, number>>;
}

const secretsOfUser: fc.Arbitrary<CommandSecrets> = fc.record({
  clientSecret: token,
  accessToken: token,
  refreshToken: secretWithSpaces,
  newAccessToken: token,
  newRefreshToken: secretWithSpaces,
  newClientSecret: token,
  proxyPassword: token,
});

/** Only asks and shares. Everything else would be sent to Nomba itself. */
const production: CommandId = 'nomba.shareProductionToken';

interface Run {
  readonly extension: LoadedExtension;
  readonly folder: string;
  readonly deadUrl: string;
}

/** What one failure made visible. */
interface Outcome {
  readonly seen: Sightings;
  readonly given: Sightings;
  readonly secrets: CommandSecrets;
  /** How many answers had at least one secret in them. */
  echoes: number;
}

/**
 * Runs every command under every failure, and looks for every piece of every secret in all that can be seen of it. What is found is printed.
 *
 * Seen to fail when (in brackets: where it was found):
 * - the failure's message has the body of the answer (toasts, errors), or its properties have it (errors)
 * - the status bar shows the token (status texts), or its tooltip does (tooltips)
 * - the name in the log of an error that is not ours is its cause (log, error)
 * - the refusal has the error of the settings (toasts)
 * - a server's text is logged as it is (log, debug), and when the escapes of HTML are not undone in it (log, debug)
 * - a profile keeps the client secret of a command's argument (settings, lists)
 * - a finding about a field repeats its value (toasts, input boxes, the doctor's report)
 * - `inspectToken` shows the refresh token (lists)
 * - the title of the progress has the shared token (progress)
 * - what commands return and events tell has the token (results, events)
 * - a library cannot be read from the bundle, so that no command runs (every one of them)
 */
export async function runCommands(options: CommandOptions = {}): Promise<CommandCounts> {
  const { seed = randomInt(2 ** 31), rounds = 1, only = '' } = options;
  console.log(`Commands: seed ${seed}`);
  const chosen = Object.entries(failures).filter(([name]) => name.includes(only));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-commands-'));
  const obstacle = await putUp('closed port', '');
  const startedAt = performance.now();
  const totals = new Map<string, number>();
  const findings: string[] = [];
  const missing = new Set<string>(only === '' ? [...visiblePlaces, ...secretPlaces.map(asked)] : []);
  try {
    const run: Run = { extension: await loadExtension(folder), folder, deadUrl: obstacle.origin };
    let failed = 0;
    let echoes = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, [name, failure]] of chosen.entries()) {
        const outcome = await underFailure(run, failure, (seed * 1_000 + round) * 1_000 + index).catch(
          (cause: unknown) => {
            throw new Error(`Round ${round}, ${name}: ${String(cause)}`, { cause });
          },
        );
        const found = [
          ...outcome.seen.findings(outcome.secrets).map((each) => `a piece of a secret: ${each}`),
          ...unhandled(outcome.seen),
          // Where the editor itself fails, nothing else can be expected.
          ...(failure.editor === undefined ? unexpectedEnds(outcome.seen) : []),
        ];
        failed += found.length > 0 ? 1 : 0;
        echoes += outcome.echoes;
        findings.push(...found.map((each) => `round ${round}, ${name}: ${each}`));
        note(outcome, totals, missing);
      }
    }
    report(findings, missing);
    return {
      passed: rounds * chosen.length - failed + (missing.size === 0 ? 1 : 0),
      failed: failed + (missing.size === 0 ? 0 : 1),
      figures: {
        ...Object.fromEntries(totals),
        'answers with secrets in them': echoes,
        seconds: Math.round((performance.now() - startedAt) / 1000),
      },
    };
  } finally {
    await obstacle.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every command once, a few in each window, in any order. */
async function underFailure(run: Run, failure: Failure, seed: number): Promise<Outcome> {
  const random = new RandomSource(seed);
  const [secrets] = fc.sample(secretsOfUser, { seed: random.below(2 ** 31), numRuns: 1 });
  if (secrets === undefined) {
    throw new Error('There are no secrets.');
  }
  const outcome = { seen: new Sightings(), given: new Sightings(), secrets, echoes: 0 };
  const left = Object.keys(run.extension.commandPalette) as CommandId[];
  await watchProcess(outcome.seen, async () => {
    await inWindow(run, failure, random, outcome, take(left, [production]));
    while (left.length > 0) {
      const few = Array.from({ length: Math.min(left.length, 1 + random.below(6)) }, () =>
        random.oneOf(left),
      );
      await inWindow(run, failure, random, outcome, take(left, few));
    }
  });
  return outcome;
}

/** @returns those that were still in the list, without which it is left. */
function take(left: CommandId[], wanted: readonly CommandId[]): readonly CommandId[] {
  return wanted.filter((id) => {
    const index = left.indexOf(id);
    left.splice(index, index < 0 ? 0 : 1);
    return index >= 0;
  });
}

async function inWindow(
  { extension, folder, deadUrl }: Run,
  failure: Failure,
  random: RandomSource,
  outcome: Outcome,
  ids: readonly CommandId[],
): Promise<void> {
  const { seen, given, secrets } = outcome;
  const server = await EchoServer.listen({
    random,
    secrets: Object.values(secrets),
    brought: [secrets.newAccessToken, secrets.newRefreshToken],
    end: failure.server,
    // Above the half second after which progress is shown.
    delay: failure.isSlow === true ? 550 : 0,
    seen,
    given,
  });
  try {
    const isProduction = ids.includes(production);
    const window = await CommandWindow.open({
      extension,
      secrets,
      failure,
      random,
      baseUrl: failure.isUnreachable === true ? deadUrl : server.baseUrl,
      folder,
      seen,
      given,
      isProduction,
    });
    for (const id of ids) {
      await window.call(id, random.below(2) === 0);
    }
    if (!isProduction && random.below(2) === 0) {
      await window.growOld();
      await window.call(random.oneOf(['nomba.doctor', 'nomba.showMenu', 'nomba.inspectToken']), true);
    }
    await window.close();
  } finally {
    outcome.echoes += server.echoes;
    await server.close();
  }
}

function asked(place: string): string {
  return `asked for: ${place}`;
}

function note({ seen, given, secrets }: Outcome, totals: Map<string, number>, missing: Set<string>): void {
  for (const [place, count] of Object.entries(seen.counts)) {
    totals.set(place, (totals.get(place) ?? 0) + count);
    missing.delete(place);
  }
  for (const [place, count] of Object.entries(given.counts)) {
    totals.set(asked(place), (totals.get(asked(place)) ?? 0) + count);
  }
  for (const found of given.findings(secrets)) {
    missing.delete(asked(found.replace(/: \w+$/, '')));
  }
}

function report(findings: readonly string[], missing: ReadonlySet<string>): void {
  for (const finding of findings) {
    console.log(`  ${finding}`);
  }
  if (missing.size > 0) {
    console.log(`  nothing was looked at of: ${[...missing].join('; ')}`);
  }
}
