import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..');

/** Builds the extension as it is shipped, so that what is tested is what users get. */
export async function buildExtension(): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(root, 'esbuild.mjs'), '--production'], {
    cwd: root,
  });
}
