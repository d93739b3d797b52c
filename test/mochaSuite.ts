import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TestCounts } from './testCounts';

/** Runs the `*.test.ts` files below a folder in this process. */
export async function runMochaSuite(folder: string): Promise<TestCounts> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'dot',
    timeout: 30_000,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.ts')) {
      mocha.addFile(path.join(folder, file));
    }
  }
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures });
    });
  });
}
