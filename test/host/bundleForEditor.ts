import { build } from 'esbuild';

/**
 * Bundles a TypeScript file into one CommonJS module that an extension host can load (Node 20, `vscode` left to the host).
 *
 * @param external packages that are not bundled; Node then looks for them from where `outfile` lies.
 */
export async function bundleForEditor(
  entry: string,
  outfile: string,
  external: readonly string[] = [],
): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', ...external],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
