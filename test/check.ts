import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describeCounts } from './testCounts';

const root = path.join(__dirname, '..');

/** Every gate that needs no editor. All are run, so that one look shows everything there is to mend. */
const gates: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
  ['types', 'typescript/bin/tsc', '--noEmit'],
  ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings=0'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  [
    'import directions',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config=.dependency-cruiser.mjs',
    'src',
  ],
  ['unused files and dependencies', 'knip/bin/knip.js'],
  ['manifest and README', 'mocha/bin/mocha.js', 'test/unit/manifest/**/*.test.ts'],
];

function passes(name: string, script: string, args: readonly string[]): boolean {
  console.log(`— ${name}`);
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}

const failed = gates.filter(([name, script, ...args]) => !passes(name, script, args));
for (const [name] of failed) {
  console.log(`failed: ${name}`);
}
console.log(describeCounts({ passed: gates.length - failed.length, failed: failed.length }));
process.exitCode = failed.length === 0 ? 0 : 1;
