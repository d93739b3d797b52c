import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { credentials, execute, extension } from './extension';
import { newMessages } from './messages';
import { openDocument } from './openDocument';

/** What is shown of a text, without what it is about. */
interface Shown {
  readonly severity: 'error' | 'warning';
  /** Whether the range is that of the secret, no more and no less. */
  readonly isExact: boolean;
  readonly message: string;
}

function shownOf(uri: vscode.Uri, expected: vscode.Range): readonly Shown[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === 'Nomba' && code === 'own-secret')
    .map(({ severity, range, message }) => ({
      severity: severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
      isExact: range.isEqual(expected),
      message,
    }));
}

const start = 'The client secret of “sandbox” is in this file';
const tracked = `${start}, and git tracks it. Remove it here and make a new one at Nomba.`;
const notIgnored = `${start}, and git does not ignore it: “git add .” takes it. Remove it here.`;
const ignored = `${start}. Git ignores it, but whoever can read the file has the secret. Remove it here.`;
const open = `${start}, and whoever can read the file has it. Remove it here.`;

// A repository in a folder of the workspace: the workspace itself is none. Seen to fail when: files that git ignores are not searched; git is not asked; what is found stays when its secret is erased.
describe('the user’s own secrets', () => {
  let folder: string;

  beforeEach(async () => {
    const [workspaceFolder] = vscode.workspace.workspaceFolders ?? [];
    folder = path.join(workspaceFolder?.uri.fsPath ?? '', 'own-secrets');
    await mkdir(path.join(folder, 'node_modules/dependency'), { recursive: true });
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function fileUri(name: string): vscode.Uri {
    return vscode.Uri.file(path.join(folder, name));
  }

  it('are found in the files of the workspace, by what git does with them, until they are erased', async () => {
    const { clientSecret } = credentials();
    const line = (before: string): vscode.Range =>
      new vscode.Range(1, before.length, 1, before.length + clientSecret.length);
    await writeFile(path.join(folder, '.gitignore'), '.env\nnode_modules\n');
    await writeFile(path.join(folder, '.env'), `A=1\nSECRET=${clientSecret}\n`);
    await writeFile(path.join(folder, 'pay.ts'), `\nconst secret = '${clientSecret}';\n`);
    await writeFile(path.join(folder, 'NOTES.md'), `# Notes\nkey ${clientSecret}\n`);
    await writeFile(path.join(folder, 'node_modules/dependency/index.js'), clientSecret);
    execFileSync('git', ['init', '--quiet', folder]);
    execFileSync('git', ['-C', folder, 'add', 'pay.ts']);
    // Git has packed it.
    await execute('nomba.addProfile', credentials());
    const read = (): unknown => ({
      '.env': shownOf(fileUri('.env'), line('SECRET=')),
      'pay.ts': shownOf(fileUri('pay.ts'), line("const secret = '")),
      'NOTES.md': shownOf(fileUri('NOTES.md'), line('key ')),
      node_modules: shownOf(fileUri('node_modules/dependency/index.js'), line('')),
    });
    await eventually(read, {
      '.env': [{ severity: 'warning', isExact: true, message: ignored }],
      'pay.ts': [{ severity: 'error', isExact: true, message: tracked }],
      'NOTES.md': [{ severity: 'error', isExact: true, message: notIgnored }],
      node_modules: [],
    });
    newMessages();
    await execute('nomba.scanWorkspace');
    assert.deepEqual(
      newMessages().map(({ text }) => text),
      ['Your secrets were found 3 times in 3 files in this workspace.'],
    );
    await rm(path.join(folder, 'NOTES.md'));
    await eventually(() => shownOf(fileUri('NOTES.md'), line('')), []);
    await writeFile(path.join(folder, 'later.txt'), `\n${clientSecret}`);
    await eventually(
      () => shownOf(fileUri('later.txt'), line('')),
      [{ severity: 'error', isExact: true, message: notIgnored }],
    );
    await execute('nomba.eraseAllSecrets', { confirm: true });
    await eventually(read, { '.env': [], 'pay.ts': [], 'NOTES.md': [], node_modules: [] });
  });

  it('are found in what is open and was never saved, and a token can be replaced by its reference', async () => {
    await execute('nomba.addProfile', credentials());
    const token = await extension().exports.getAccessToken();
    const text = `GET https://own.example/\nAuthorization: Bearer ${token}\n`;
    const document = await openDocument('http', text);
    const range = new vscode.Range(1, 22, 1, 22 + token.length);
    await eventually(
      () => shownOf(document.uri, range).map(({ severity, isExact }) => ({ severity, isExact })),
      [{ severity: 'warning', isExact: true }],
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Replace by a Reference to the Token');
    await vscode.workspace.applyEdit(fix?.edit ?? new vscode.WorkspaceEdit());
    assert.equal(
      document.getText(),
      'GET https://own.example/\nAuthorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}\n',
    );
    await eventually(() => shownOf(document.uri, range), []);
  });

  it('are told of without a piece of them', async () => {
    const { clientSecret } = credentials();
    await execute('nomba.addProfile', credentials());
    const document = await openDocument('markdown', clientSecret);
    const range = new vscode.Range(0, 0, 0, clientSecret.length);
    await eventually(
      () => shownOf(document.uri, range),
      [{ severity: 'warning', isExact: true, message: open }],
    );
  });

  it('are not looked for when there are none', async () => {
    await execute('nomba.scanWorkspace');
    assert.deepEqual(
      newMessages().map(({ text }) => text),
      ['There is nothing to look for: no client secret and no token of your profiles is stored.'],
    );
  });
});
