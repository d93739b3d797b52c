import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildExtension, builtVariable } from './buildExtension';
import { runMochaSuite } from './mochaSuite';
import { addCounts, describeCounts, type TestCounts } from './testCounts';

/** The suites that need a real VS Code are loaded when their turn comes: the others have no need of a browser. */
const suites = {
  'integration-1.139.1': async () => (await import('./integration/run')).runIntegrationTests('1.139.1'),
  faults: async () => (await import('./faults/run')).runFaults({ length: 'brief' }),
  'integration-1.100.3': async () => (await import('./integration/run')).runIntegrationTests('1.100.3'),
  ui: async () => (await import('./ui/run')).runUiTests(),
  proxy: async () => (await import('./proxy/run')).runProxyTests(),
  process: async () => runMochaSuite(path.join(__dirname, 'process')),
  unit: async () => runMochaSuite(path.join(__dirname, 'unit')),
  contract: async () => runMochaSuite(path.join(__dirname, 'contract')),
  vsix: async () => (await import('./package/installedExtension')).testInstalledExtension(),
} as const satisfies Readonly<Record<string, () => Promise<TestCounts>>>;

type SuiteName = keyof typeof suites;

/** It packages the extension, for which the folder of the built one is removed: nothing else can run meanwhile. */
const alone: SuiteName = 'vsix';

/** Suites that run at the same time. Most of their time they wait for VS Code. */
const width = 2;

interface Result {
  readonly name: SuiteName;
  readonly counts: TestCounts;
  readonly seconds: number;
}

/** `npm test` runs every suite, the longest first, two at a time; `npm test -- unit contract` those that are named, one after the other. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const results = wanted.length === 0 ? await runAll() : await runInTurn(wanted.map(suiteName));
  console.log('');
  for (const { name, counts, seconds } of results) {
    console.log(`${name.padEnd(20)} ${describeCounts(counts)} (${seconds.toFixed(1)} s)`);
  }
  const total = addCounts(results.map(({ counts }) => counts));
  console.log(describeCounts(total));
  process.send?.(total);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function suiteName(text: string): SuiteName {
  const name = (Object.keys(suites) as SuiteName[]).find((one) => one === text);
  if (name === undefined) {
    throw new Error(`There is no suite ${text}. The suites: ${Object.keys(suites).join(', ')}.`);
  }
  return name;
}

async function runInTurn(names: readonly SuiteName[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const name of names) {
    console.log(`\n— ${name}`);
    results.push(await timed(name, suites[name]));
  }
  return results;
}

async function runAll(): Promise<readonly Result[]> {
  await buildExtension();
  const waiting = (Object.keys(suites) as SuiteName[]).filter((name) => name !== alone);
  const results: Result[] = [];
  const runWaiting = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      results.push(await runApart(name));
    }
  };
  await Promise.all(Array.from({ length: width }, runWaiting));
  return [...results, await runApart(alone)];
}

async function timed(name: SuiteName, run: () => Promise<TestCounts>): Promise<Result> {
  const start = Date.now();
  const counts = await run();
  return { name, counts, seconds: (Date.now() - start) / 1000 };
}

/** Runs a suite in a process of its own, and prints its output in one piece when it has ended. One that ends without a result has failed. */
async function runApart(name: SuiteName): Promise<Result> {
  return timed(
    name,
    async () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', __filename, name], {
          cwd: path.join(__dirname, '..'),
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
          env: { ...process.env, [builtVariable]: 'yes' },
        });
        const output: string[] = [];
        let counts: TestCounts = { passed: 0, failed: 1 };
        for (const stream of [child.stdout, child.stderr]) {
          stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
        }
        child.on('message', (message: TestCounts) => {
          counts = message;
        });
        child.on('error', (error) => output.push(String(error)));
        child.on('close', (code) => {
          console.log(output.join(''));
          // It may also fail after its last test, or have none.
          resolve(code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) });
        });
      }),
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
