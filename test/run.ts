import path from 'node:path';
import { runMochaSuite } from './mochaSuite';
import { addCounts, describeCounts, type TestCounts } from './testCounts';

/**
 * `npm test` runs every suite; `npm test -- unit contract` those that are named. The suites that need a real VS Code are loaded when their turn comes: the
 * others have no need of a browser.
 */
const suites: Readonly<Record<string, () => Promise<TestCounts>>> = {
  unit: async () => runMochaSuite(path.join(__dirname, 'unit')),
  contract: async () => runMochaSuite(path.join(__dirname, 'contract')),
  process: async () => runMochaSuite(path.join(__dirname, 'process')),
  faults: async () => (await import('./faults/run')).runFaults({ length: 'brief' }),
  'integration-1.139.1': async () => (await import('./integration/run')).runIntegrationTests('1.139.1'),
  'integration-1.100.3': async () => (await import('./integration/run')).runIntegrationTests('1.100.3'),
  proxy: async () => (await import('./proxy/run')).runProxyTests(),
  vsix: async () => (await import('./package/installedExtension')).testInstalledExtension(),
  ui: async () => (await import('./ui/run')).runUiTests(),
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    throw new Error(
      `There is no suite ${unknown.join(', ')}. The suites: ${Object.keys(suites).join(', ')}.`,
    );
  }
  const results: { name: string; counts: TestCounts; seconds: number }[] = [];
  for (const [name, run] of Object.entries(suites)) {
    if (wanted.length > 0 && !wanted.includes(name)) {
      continue;
    }
    console.log(`\n— ${name}`);
    const start = Date.now();
    const counts = await run();
    results.push({ name, counts, seconds: (Date.now() - start) / 1000 });
  }
  console.log('');
  for (const { name, counts, seconds } of results) {
    console.log(`${name.padEnd(20)} ${describeCounts(counts)} (${seconds.toFixed(1)} s)`);
  }
  const total = addCounts(results.map(({ counts }) => counts));
  console.log(describeCounts(total));
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
