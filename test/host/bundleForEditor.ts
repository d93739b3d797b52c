import { build } from 'esbuild';

/** Bundles a TypeScript file into one CommonJS module that an extension host can load (Node 20, `vscode` left to the host). */
export async function bundleForEditor(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
