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
  startEnvFiles: 'src/vscode/startEnvFiles.ts',
  nombaTokenEndpoint: 'src/nomba/nombaTokenEndpoint.ts',
  axiosTransport: 'src/nomba/axiosTransport.ts',
  chosenRequestFile: 'src/vscode/chosenRequestFile.ts',
  httpFileEditor: 'src/vscode/httpFile/httpFileEditor.ts',
  httpYacHook: 'src/vscode/httpYacHook.ts',
  writeReport: 'src/vscode/doctor/writeReport.ts',
  startSecretScan: 'src/vscode/secretScan/startSecretScan.ts',
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

/**
 * axios imports a package for multipart forms, with a table of every MIME type that there is: half its size, and nothing of it is used. Node has the class
 * itself.
 *
 * @type {import('esbuild').Plugin}
 */
const builtInFormData = {
  name: 'built-in-form-data',
  setup(bundling) {
    bundling.onResolve({ filter: /^form-data$/ }, ({ path }) => ({ path, namespace: 'built-in' }));
    bundling.onLoad({ filter: /./, namespace: 'built-in' }, () => ({
      contents: 'export default globalThis.FormData;',
    }));
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
  // VS Code routes http and https through the user's proxy where they are required, not where they are imported.
  supported: { 'dynamic-import': false },
  plugins: [bundlesOfTheirOwn, builtInFormData],
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  // As it is written, not as escapes of twice its length.
  charset: 'utf8',
  logLevel: 'warning',
});
