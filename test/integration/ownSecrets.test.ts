import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { credentials, execute, extension, setSetting } from './extension';
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
    .filter(({ source, code }) => source === 'Nomba' && codeOf(code) === 'own-secret')
    .map(({ severity, range, message }) => ({
      severity: severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
      isExact: range.isEqual(expected),
      message,
    }));
}

function codeOf(code: vscode.Diagnostic['code']): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** By code, as a person sees them in the list of problems. */
function codesOf(uri: vscode.Uri): readonly unknown[] {
  return vscode.languages.getDiagnostics(uri).map(({ code }) => codeOf(code));
}

async function quickFixesAt(uri: vscode.Uri, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

const start = 'The client secret of “sandbox” is in this file';
const tracked = `${start}, and git tracks it. Remove it here and make a new one at Nomba.`;
const notIgnored = `${start}, and git does not ignore it: “git add .” takes it. Remove it here.`;
const ignored = `${start}. Git ignores it, but whoever can read the file has the secret. Remove it here.`;
const open = `${start}, and whoever can read the file has it. Remove it here.`;

// A repository in a folder of the workspace: the workspace itself is none. Seen to fail when: a token of an open request is told of twice; a change of the setting is not seen.
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

  it('are found in a request that was never saved; its access token is a problem once, the other secrets too', async () => {
    const { clientSecret } = credentials();
    await execute('nomba.addProfile', credentials());
    const token = await extension().exports.getAccessToken();
    const text = `GET https://own.example/\nAuthorization: Bearer ${token}\nX-Own: ${clientSecret}\n`;
    const { uri } = await openDocument('http', text);
    await eventually(() => [...codesOf(uri)].sort(), ['own-secret', 'token-literal']);
    const fixes = await quickFixesAt(uri, new vscode.Range(2, 7, 2, 7 + clientSecret.length));
    assert.deepEqual(
      fixes.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [['Set a New Client Secret of “sandbox”…', 'nomba.setClientSecret', [{ profile: 'sandbox' }]]],
    );
  });

  it('can be taken out of git’s sight', async () => {
    const { clientSecret } = credentials();
    execFileSync('git', ['init', '--quiet', folder]);
    await writeFile(path.join(folder, '.gitignore'), 'logs');
    await writeFile(path.join(folder, '[a]*.txt'), clientSecret);
    await execute('nomba.addProfile', credentials());
    const range = new vscode.Range(0, 0, 0, clientSecret.length);
    const uri = fileUri('[a]*.txt');
    await eventually(() => shownOf(uri, range), [{ severity: 'error', isExact: true, message: notIgnored }]);
    const document = await vscode.workspace.openTextDocument(uri);
    const fix = (await quickFixesAt(document.uri, range)).find(
      ({ title }) => title === 'Add This File to .gitignore',
    );
    await vscode.workspace.applyEdit(fix?.edit ?? new vscode.WorkspaceEdit());
    const ignoreFile = await vscode.workspace.openTextDocument(fileUri('.gitignore'));
    await ignoreFile.save();
    assert.equal(ignoreFile.getText(), 'logs\n/\\[a]\\*.txt\n');
    await eventually(() => shownOf(uri, range), [{ severity: 'warning', isExact: true, message: ignored }]);
  });

  it('are shown as the user wants, at once', async () => {
    const { clientSecret } = credentials();
    await execute('nomba.addProfile', credentials());
    const { uri } = await openDocument('markdown', clientSecret);
    await eventually(() => codesOf(uri), ['own-secret']);
    await setSetting('nomba.diagnostics.severity', { 'own-secret': 'off' });
    await eventually(() => codesOf(uri), []);
    await setSetting('nomba.diagnostics.severity', { 'own-secret': 'error' });
    await eventually(
      () => shownOf(uri, new vscode.Range(0, 0, 0, clientSecret.length)),
      [{ severity: 'error', isExact: true, message: open }],
    );
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

  it('are found in what is open of a file system of another extension, unless it cannot be written to', async () => {
    const { clientSecret } = credentials();
    await execute('nomba.addProfile', credentials());
    const text = Buffer.from(`${clientSecret}\n`);
    const disposables = [false, true].map((isReadonly) =>
      vscode.workspace.registerFileSystemProvider(isReadonly ? 'own-fixed' : 'own-files', oneFile(text), {
        isReadonly,
      }),
    );
    try {
      const fixed = await vscode.workspace.openTextDocument(vscode.Uri.parse('own-fixed:/notes.txt'));
      const { uri } = await vscode.workspace.openTextDocument(vscode.Uri.parse('own-files:/notes.txt'));
      await eventually(
        () => shownOf(uri, new vscode.Range(0, 0, 0, clientSecret.length)),
        [{ severity: 'warning', isExact: true, message: open }],
      );
      assert.deepEqual(codesOf(fixed.uri), []);
    } finally {
      vscode.Disposable.from(...disposables).dispose();
    }
  });

  it('vanish with the folder that they are in', async () => {
    const { clientSecret } = credentials();
    const file = fileUri('inner/notes.txt');
    await mkdir(path.dirname(file.fsPath));
    await writeFile(file.fsPath, clientSecret);
    await execute('nomba.addProfile', credentials());
    await eventually(() => codesOf(file), ['own-secret']);
    await rm(path.dirname(file.fsPath), { recursive: true });
    await eventually(() => codesOf(file), []);
  });

  it('are not looked for when there are none', async () => {
    await execute('nomba.scanWorkspace');
    assert.deepEqual(
      newMessages().map(({ text }) => text),
      ['There is nothing to look for: no client secret and no token of your profiles is stored.'],
    );
  });
});

describe('secrets under names that are published', () => {
  it('are found in what is open, whether or not a secret is stored', async () => {
    const text = 'VITE_NOMBA_CLIENT_SECRET: test-secret\n';
    const { uri } = await openDocument('yaml', text);
    const prose = await openDocument('markdown', text);
    await eventually(() => codesOf(uri), ['published-secret']);
    assert.deepEqual(codesOf(prose.uri), []);
  });

  it('are found in the files of the workspace once there is a profile', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const file = path.join(folder?.uri.fsPath ?? '', '.env.local');
    await writeFile(file, 'VITE_NOMBA_CLIENT_SECRET=test-secret\n');
    try {
      await execute('nomba.addProfile', credentials());
      await eventually(() => codesOf(vscode.Uri.file(file)), ['published-secret']);
    } finally {
      await rm(file);
    }
  });
});

/** A file system in which every path is the same file. */
function oneFile(text: Uint8Array): vscode.FileSystemProvider {
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
    readFile: () => text,
    readDirectory: refuse,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
