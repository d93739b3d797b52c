import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import type * as Bundled from './bundled';

export type LoadedExtension = typeof Bundled;

/** Bundles the whole extension with the stand-in in the places of `vscode` and the system's clock, and loads it. */
export async function loadExtension(folder: string): Promise<LoadedExtension> {
  const outfile = path.join(folder, 'extension.cjs');
  const standIn = path.join(__dirname, 'standIn.ts');
  await build({
    entryPoints: [path.join(__dirname, 'bundled.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // As the product is bundled: of some libraries, the other build cannot be read from a bundle.
    mainFields: ['module', 'main'],
    alias: { vscode: standIn },
    plugins: [
      {
        name: 'clock',
        setup: (esbuild) => {
          esbuild.onResolve({ filter: /\/systemClock$/ }, () => ({ path: standIn }));
        },
      },
    ],
    logLevel: 'silent',
    // A part of `vscode` that the stand-in lacks.
    logOverride: { 'import-is-undefined': 'error' },
  });
  return createRequire(__filename)(outfile) as LoadedExtension;
}
