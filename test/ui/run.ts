// Drives a real VS Code by keyboard and mouse. Runnable alone: `node --import tsx test/ui/run.ts`. The pictures of the steps: .pictures/ui
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildExtension } from '../buildExtension';
import { picturesDir } from './session';

/** Builds the extension, then runs the tests of this folder. Prints a line per test. */
export async function runUiTests(): Promise<{ passed: number; failed: number }> {
  await buildExtension();
  await rm(picturesDir, { recursive: true, force: true });
  await mkdir(picturesDir, { recursive: true });
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, forbidOnly: true, forbidPending: true });
  for (const file of (await readdir(__dirname)).filter((name) => name.endsWith('.test.ts')).sort()) {
    mocha.addFile(path.join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed });
    });
  });
}

if (require.main === module) {
  void runUiTests().then(({ failed }) => {
    process.exitCode = failed === 0 ? 0 : 1;
  });
}
