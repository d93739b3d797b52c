import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';
import { readReadme } from './manifest';
import { readmeExamples } from './readmeExamples';

const root = path.join(__dirname, '../../..');

/** What the compiler says of a text that stands beside the sources. */
function complaints(text: string): readonly string[] {
  const file = path.join(root, 'src/readmeExample.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node', 'vscode'],
  };
  const host = ts.createCompilerHost(options);
  const withExample: ts.CompilerHost = {
    ...host,
    fileExists: (name) => name === file || host.fileExists(name),
    getSourceFile: (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
        : host.getSourceFile(name, ...rest),
  };
  const program = ts.createProgram([file], options, withExample);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

// Seen to fail when: a member of the API is renamed or changes its type; the example has a mistake.
describe('the example for other extensions in README', function () {
  this.timeout(60_000);

  it('compiles, and describes the API as it is', () => {
    const [example = ''] = readmeExamples(readReadme(), 'For other extensions', 'ts');
    const comparison = `
import type { NombaApi as ActualApi } from './contributions';
export function described(api: ActualApi): NombaApi {
  return api;
}
`;
    assert.deepEqual(
      { isThere: example !== '', complaints: complaints(example + comparison) },
      { isThere: true, complaints: [] },
    );
  });
});
