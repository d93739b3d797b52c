import { rename } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript file into one CommonJS module that an extension host can load (Node 20, `vscode` left to the host).
 *
 * The file is complete once it has its name: another suite may load the same one meanwhile.
 *
 * @param external packages that are not bundled; Node then looks for them from where `outfile` lies.
 */
export async function bundleForEditor(
  entry: string,
  outfile: string,
  external: readonly string[] = [],
): Promise<void> {
  const unfinished = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [entry],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', ...external],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await rename(unfinished, outfile);
}
