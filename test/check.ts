import { spawnSync } from 'node:child_process';
import path from 'node:path';
import packageJson from '../package.json';
import { describeCounts } from './testCounts';

/** Every gate that needs no editor: the scripts `check:…` of package.json. All are run, so that one look shows everything there is to mend. */
const gates = Object.keys(packageJson.scripts).filter((name) => name.startsWith('check:'));

function passes(gate: string): boolean {
  console.log(`— ${gate}`);
  const { status } = spawnSync('npm', ['run', '--silent', gate], {
    cwd: path.join(__dirname, '..'),
    stdio: 'inherit',
    // On Windows npm is a script that only a shell can start.
    shell: process.platform === 'win32',
  });
  return status === 0;
}

const failed = gates.filter((gate) => !passes(gate));
for (const gate of failed) {
  console.log(`failed: ${gate}`);
}
console.log(describeCounts({ passed: gates.length - failed.length, failed: failed.length }));
process.exitCode = failed.length === 0 ? 0 : 1;
