import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A git without the settings of whoever runs the tests. */
const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

export async function git(folder: string, ...command: readonly string[]): Promise<void> {
  await run('git', ['-C', folder, ...command], { env: environment });
}
