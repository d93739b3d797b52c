import { build } from 'esbuild';

const production = process.argv.includes('--production');

/**
 * The first is read when VS Code starts. Each other one is the target of an `await import('…')` and is read on first use, so that starting stays quick.
 *
 * @type {Readonly<Record<string, string>>}
 */
const entryPoints = {
  extension: 'src/extension.ts',
  commandTable: 'src/vscode/commandTable.ts',
  axiosTransport: 'src/nomba/axiosTransport.ts',
  'proper-lockfile': 'proper-lockfile',
};

/** @type {import('esbuild').Plugin} */
const bundlesOfTheirOwn = {
  name: 'bundles-of-their-own',
  setup(bundling) {
    bundling.onResolve({ filter: /./ }, ({ kind, path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return kind === 'dynamic-import' && name in entryPoints
        ? { path: `./${name}.js`, external: true }
        : undefined;
    });
  },
};

await build({
  entryPoints,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // Node 20 is what the oldest supported VS Code runs.
  target: 'node20',
  external: ['vscode'],
  // The CommonJS builds of some libraries defeat tree shaking.
  mainFields: ['module', 'main'],
  plugins: [bundlesOfTheirOwn],
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
});
