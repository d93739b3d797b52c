import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..');

/** Set where suites run at the same time, for which the extension was built once: whoever reads it must not find half of it. */
export const builtVariable = 'NOMBA_TEST_BUILT';

/** Builds the extension as it is shipped, so that what is tested is what users get. */
export async function buildExtension(): Promise<void> {
  if (process.env[builtVariable] !== undefined) {
    return;
  }
  await promisify(execFile)(process.execPath, [path.join(root, 'esbuild.mjs'), '--production'], {
    cwd: root,
  });
}
