// Runnable alone: `node --import tsx test/proxy/run.ts [version]`, both versions without one.
import type { EditorVersion } from '../host/editorOptions';
import { prepareEditor, runSuite } from '../integration/runSuite';
import { addCounts, describeCounts, type TestCounts } from '../testCounts';
import { surroundWithProxies } from './surroundings';

const versions: readonly EditorVersion[] = ['1.139.1', '1.100.3'];

/** Runs the suite `proxy`, in one window of each version of VS Code. */
export async function runProxyTests(wanted: readonly EditorVersion[] = versions): Promise<TestCounts> {
  const counts: TestCounts[] = [];
  for (const version of wanted) {
    counts.push(await runSuite(await prepareEditor(version), 'proxy', surroundWithProxies));
  }
  return addCounts(counts);
}

async function main(): Promise<void> {
  const [only] = process.argv.slice(2);
  const counts = await runProxyTests(versions.filter((version) => only === undefined || version === only));
  console.log(describeCounts(counts));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
