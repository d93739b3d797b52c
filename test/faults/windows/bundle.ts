import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles what a window process runs into one file, so that plain Node starts it in a moment: compiling in each of twenty processes would take longer than
 * their tokens live.
 *
 * @returns the path of the file.
 */
export async function bundleWindowProcess(folder: string): Promise<string> {
  const outfile = join(folder, 'windowProcess.cjs');
  await build({
    entryPoints: [join(__dirname, 'windowProcess.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}
