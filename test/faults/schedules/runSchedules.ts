import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildExtension } from '../../buildExtension';
import { startEmulator } from '../../emulator/server';
import { bundleForEditor } from '../../host/bundleForEditor';
import { chooseHost } from '../../host/chooseHost';
import { runInEditor } from '../../host/launchEditor';
import { runFileVariable } from '../../integration/runFile';
import { allClients } from './cast';
import type { HostResult, HostRun } from './hostRun';
import { RandomSource } from './randomSource';
import { pairsOfCommands, randomSchedule, singleCalls, type Schedule } from './schedule';

export interface ScheduleOptions {
  /** A new one unless given; it is printed in any case. */
  readonly seed?: number;
  /** How many random schedules; 200 unless given. */
  readonly count?: number;
  /** The pairs from one start state only, and no random calls in turn. */
  readonly brief?: boolean;
  /** Instead of everything else, this one, so often. */
  readonly only?: Schedule;
}

export interface ScheduleCounts {
  readonly passed: number;
  readonly failed: number;
  readonly figures: Readonly<Record<string, number>>;
}

const checkout = path.resolve(__dirname, '../../..');
const version = '1.139.1';
const lender = { name: 'context-lender', publisher: 'tests' };

/** Sequences of random calls that hold the model to the extension, beside the single calls. */
const sequences = 20;

/** Every pair of commands at the same moment, and random schedules, in a real VS Code. What goes wrong is printed, as lines that `--schedule` takes. */
export async function runSchedules(options: ScheduleOptions = {}): Promise<ScheduleCounts> {
  const { seed = randomInt(2 ** 31), count = 200, brief = false, only } = options;
  const random = new RandomSource(seed);
  const manyRandom = (length: number): readonly Schedule[] =>
    Array.from({ length }, () => only ?? randomSchedule(random));
  const randomOnes = manyRandom(count);
  const pairs = only === undefined ? pairsOfCommands(brief) : [];
  const inTurn = only === undefined ? [...singleCalls(random), ...manyRandom(brief ? 0 : sequences)] : [];
  console.log(
    `Schedules: seed ${seed}, ${inTurn.length} in turn, ${pairs.length} pairs, ${count} ${only === undefined ? 'random' : 'times the same'}`,
  );
  const start = Date.now();
  const { failures, figures } = await runInHost(inTurn, [...pairs, ...randomOnes]);
  for (const { schedule, inTurn: oneByOne, findings } of failures) {
    console.log(`  failed${oneByOne ? ' in turn' : ''}: ${JSON.stringify(schedule)}`);
    for (const finding of findings) {
      console.log(`    ${finding}`);
    }
  }
  const total = inTurn.length + pairs.length + count;
  // What is stored late is reported beside what may have been wrong before.
  const failed = Math.min(total, failures.length);
  return {
    passed: total - failed,
    failed,
    figures: {
      seed,
      inTurn: inTurn.length,
      pairs: pairs.length,
      random: count,
      ...figures,
      wholeRunMs: Date.now() - start,
    },
  };
}

async function runInHost(inTurn: readonly Schedule[], together: readonly Schedule[]): Promise<HostResult> {
  const host = await chooseHost(version);
  await buildExtension();
  const bundle = path.join(checkout, '.host/tests/schedules.js');
  await bundleForEditor(path.join(__dirname, 'inHost.ts'), bundle);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
  // A single session, so that a token which is not the newest is a dead one.
  const clients = allClients(inTurn.length + together.length);
  const emulator = await startEmulator({ clients, singleSession: true });
  try {
    const run: HostRun = {
      baseUrl: emulator.baseUrl,
      controlUrl: emulator.controlUrl,
      ownBaseUrl: 'https://own.example',
      ownSubAccountId: 'the-users-own-sub-account',
      lenderId: `${lender.publisher}.${lender.name}`,
      inTurn,
      together,
      resultFile: path.join(folder, 'result.json'),
    };
    const runFile = path.join(folder, 'run.json');
    await writeFile(runFile, JSON.stringify(run));
    const workspace = path.join(folder, 'workspace');
    await mkdir(workspace);
    const picturesDir = path.join(checkout, '.pictures/schedules');
    await mkdir(picturesDir, { recursive: true });
    await runInEditor({
      version,
      host,
      extensionDevelopmentPath: checkout,
      extensionsDir: await installLender(path.join(folder, 'extensions')),
      extensionTestsPath: bundle,
      workspace,
      userDataDir: path.join(folder, 'user'),
      picturesDir,
      timeoutMs: 1_200_000,
      environment: {
        [runFileVariable]: runFile,
        NOMBA_BASE_URL: run.ownBaseUrl,
        NOMBA_SUB_ACCOUNT_ID: run.ownSubAccountId,
      },
      userSettings: { 'workbench.reduceMotion': 'on', 'files.autoSave': 'off' },
    });
    return JSON.parse(await readFile(run.resultFile, 'utf8')) as HostResult;
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Installs an extension that gives its context away. @returns the folder of installed extensions */
async function installLender(extensionsDir: string): Promise<string> {
  const folder = path.join(extensionsDir, `${lender.publisher}.${lender.name}-0.0.1`);
  await mkdir(folder, { recursive: true });
  const manifest = {
    ...lender,
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    activationEvents: [],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'extension.js'), 'exports.activate = (context) => context;\n');
  return extensionsDir;
}
