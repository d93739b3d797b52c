// Mocha inside a real VS Code. Runnable alone: `node --import tsx test/integration/run.ts [version [suite…]]`. Pictures: .pictures/integration-<version>
import type { EditorVersion } from '../host/editorOptions';
import { addCounts, describeCounts, type TestCounts } from '../testCounts';
import type { Suite } from './runFile';
import { prepareEditor, runSuite } from './runSuite';

const suitesIn: Readonly<Record<EditorVersion, readonly Suite[]>> = {
  '1.139.1': ['trusted', 'restricted', 'strange', 'strangeRestricted', 'badDays', 'clients'],
  // What is left out does not ask anything of VS Code that differs between the two.
  '1.100.3': ['trusted', 'restricted'],
};

/** Runs the suites of one version of VS Code, all of them if none is named. */
export async function runIntegrationTests(
  version: EditorVersion,
  wanted: readonly string[] = [],
): Promise<TestCounts> {
  const unknown = wanted.filter((name) => !suitesIn[version].some((suite) => suite === name));
  if (unknown.length > 0) {
    throw new Error(`VS Code ${version} has the suites ${suitesIn[version].join(', ')}.`);
  }
  const editor = await prepareEditor(version);
  const counts: TestCounts[] = [];
  for (const suite of suitesIn[version].filter((name) => wanted.length === 0 || wanted.includes(name))) {
    counts.push(await runSuite(editor, suite));
  }
  return addCounts(counts);
}

async function main(): Promise<void> {
  const [version = '1.139.1', ...wanted] = process.argv.slice(2);
  if (version !== '1.139.1' && version !== '1.100.3') {
    throw new Error(`The tests do not run in VS Code ${version}.`);
  }
  const counts = await runIntegrationTests(version, wanted);
  console.log(describeCounts(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
