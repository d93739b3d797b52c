import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';

/**
 * Loads modules that import `vscode`, which only an editor has, with what takes its place here. Each call loads them anew.
 *
 * @param file of `src/vscode`, without its extension.
 * @param editor the parts of `vscode` that the test needs.
 */
export async function loadWithEditor<Exports>(file: string, editor: object): Promise<Exports> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(__dirname, '../../../src/vscode', `${file}.ts`)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    logLevel: 'silent',
  });
  const module = { exports: {} };
  const requireOther = createRequire(__filename);
  const code = outputFiles[0]?.text ?? '';
  const run = compileFunction(code, ['module', 'exports', 'require']) as (...values: unknown[]) => void;
  run(module, module.exports, (id: string) => (id === 'vscode' ? editor : (requireOther(id) as unknown)));
  return module.exports as Exports;
}
