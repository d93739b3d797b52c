import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { calls, latestToken } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, executeWith, userSetting } from './extension';
import { newMessages, willAnswer } from './messages';
import { windowText } from './windowText';

/** A file of the workspace. */
const file = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'test.env');
const fileUri = vscode.Uri.file(file).toString();

/** Writes the file. @returns its Uri as text */
async function envFile(text: string): Promise<string> {
  await writeFile(file, text);
  return fileUri;
}

// Seen to fail when: a link out of the workspace is followed without a question, or never; a file is read whole, or a folder as one; a text with NUL is taken; an
// error is passed on as it is; a file without credentials is gone on with; what `stat` says is believed of another file system; such a file or a link is taken for
// the other; a host of the file’s choosing, or a secret that could not be typed, is used at once; every import asks.
describe('nomba.importFromEnvFile', () => {
  let elsewhere: string;

  beforeEach(async () => {
    elsewhere = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
  });

  afterEach(async () => {
    await rm(file, { force: true });
    await rm(elsewhere, { recursive: true });
  });

  /** Makes the file of the workspace a link to another of this text, outside of it. @returns the path of the latter */
  async function linkedFile(text: string): Promise<string> {
    const target = path.join(elsewhere, 'of-another.env');
    await writeFile(target, text);
    await symlink(target, file);
    return target;
  }

  it('refuses a file without credentials', async () => {
    const result = await execute('nomba.importFromEnvFile', { uri: await envFile('OTHER_KEY=1\n') });
    assert.deepEqual(
      { result, setting: userSetting('nomba.profiles'), messages: newMessages() },
      {
        result: undefined,
        setting: undefined,
        messages: [
          {
            severity: 'warning',
            text: 'The file has no Nomba credentials: no variable that begins with NOMBA_ and is filled in.',
            buttons: ['Add Profile'],
          },
        ],
      },
    );
  });

  it('refuses a file that is not there', async () => {
    const result = await execute('nomba.importFromEnvFile', { uri: 'file:///invented/nowhere.env' });
    assert.deepEqual(
      { result, messages: newMessages() },
      {
        result: undefined,
        messages: [{ severity: 'warning', text: 'The file could not be read.', buttons: [] }],
      },
    );
  });

  it('refuses a file that is far too large, whatever is in it', async () => {
    await envFile(pair('https://gateway.invalid', 'test-secret-of-the-file'));
    await truncate(file, 5_000_000_000);
    await execute('nomba.importFromEnvFile', { uri: fileUri });
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'The file is larger than 100 kB; it is hardly a .env file.',
        buttons: [],
      },
    ]);
  });

  it('refuses a file that is not text', async () => {
    const uri = await envFile(pair(credentials().baseUrl ?? '', 'test-secret-\0-of-the-file'));
    const result = await execute('nomba.importFromEnvFile', { uri });
    assert.deepEqual(
      { result, setting: userSetting('nomba.profiles'), messages: newMessages() },
      {
        result: undefined,
        setting: undefined,
        messages: [
          {
            severity: 'warning',
            text: 'The file is not text in UTF-8. Save it as such, or add the profile by hand.',
            buttons: ['Add Profile'],
          },
        ],
      },
    );
  });

  it('refuses a folder', async () => {
    await execute('nomba.importFromEnvFile', { uri: vscode.Uri.file(elsewhere).toString() });
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'This is not a file that can be read, but a folder, a pipe or a device.',
        buttons: [],
      },
    ]);
  });

  it('reads no file that a link out of the workspace leads to, unless the user says so', async () => {
    const { baseUrl = '', clientSecret } = credentials();
    const target = await linkedFile(pair(baseUrl, clientSecret));
    const result = await execute('nomba.importFromEnvFile', { uri: fileUri });
    assert.deepEqual(
      { result, setting: userSetting('nomba.profiles'), messages: newMessages(), calls: await calls() },
      {
        result: undefined,
        setting: undefined,
        messages: [
          {
            severity: 'warning',
            text: '“test.env” is a link out of this workspace. Import from the file that it leads to?',
            detail: target,
            buttons: ['Import'],
          },
        ],
        calls: [],
      },
    );
  });

  it('reads the file that a link out of the workspace leads to after a yes', async () => {
    const { baseUrl = '', clientSecret } = credentials();
    await linkedFile(pair(baseUrl, clientSecret));
    willAnswer('Import');
    const { state } = (await execute('nomba.importFromEnvFile', { uri: fileUri })) ?? {};
    assert.equal(state, 'fresh');
  });

  describe('from a file system of another extension', () => {
    let provider: vscode.Disposable | undefined;

    afterEach(() => {
      provider?.dispose();
    });

    /** Provides one file, which is not what `stat` says. @returns its Uri as text */
    function provide(type: vscode.FileType, content: string): string {
      provider = vscode.workspace.registerFileSystemProvider(
        'odd-files',
        oneFile({ type, ctime: 0, mtime: 0, size: 10 }, content),
      );
      return 'odd-files:/test.env';
    }

    it('reads a file', async () => {
      const { baseUrl = '', clientSecret } = credentials();
      const uri = provide(vscode.FileType.File, pair(baseUrl, clientSecret));
      const { state } = (await execute('nomba.importFromEnvFile', { uri })) ?? {};
      assert.equal(state, 'fresh');
    });

    it('refuses one that has more in it than was said', async () => {
      const uri = provide(vscode.FileType.File, '#'.repeat(100_001));
      await execute('nomba.importFromEnvFile', { uri });
      assert.deepEqual(
        newMessages().map(({ text }) => text),
        ['The file is larger than 100 kB; it is hardly a .env file.'],
      );
    });

    it('refuses a link, because nobody can say where it leads', async () => {
      const { baseUrl = '', clientSecret } = credentials();
      const type = vscode.FileType.SymbolicLink;
      await execute('nomba.importFromEnvFile', { uri: provide(type, pair(baseUrl, clientSecret)) });
      assert.deepEqual(
        newMessages().map(({ text }) => text),
        ['The file is a link, and where it leads cannot be seen here. Choose the file itself.'],
      );
    });
  });

  it('adds the profile of a file whose one pair is complete and stays on this machine, without a question', async () => {
    const { baseUrl = '', accountId, clientId, clientSecret } = credentials();
    const uri = vscode.Uri.parse(await envFile(pair(baseUrl, clientSecret)));
    const result = await executeWith('nomba.importFromEnvFile', { uri });
    assert.deepEqual(
      { result, setting: userSetting('nomba.profiles'), calls: await calls() },
      {
        result: { profile: 'custom', state: 'fresh', expiresAt: (await latestToken()).expiresAt },
        setting: [{ name: 'custom', environment: 'custom', baseUrl, accountId, clientId }],
        calls: ['issue 200'],
      },
    );
  });

  it('asks for a client secret that could not be typed', async () => {
    const uri = await envFile(pair(credentials().baseUrl ?? '', 'test-secret-\u202e-of-the-file'));
    const imported = execute('nomba.importFromEnvFile', { uri });
    await eventually(async () => windowText('.quick-input-title'), 'Import Nomba Profile (1/7)');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.deepEqual({ result: await imported, calls: await calls() }, { result: undefined, calls: [] });
  });

  it('sends no secret to another host of the file’s choosing before the user has seen it', async () => {
    const uri = await envFile(pair('https://gateway.invalid', 'test-secret-of-the-file'));
    const imported = execute('nomba.importFromEnvFile', { uri });
    await eventually(async () => windowText('.quick-input-title'), 'Import Nomba Profile (1/7)');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.deepEqual(
      { result: await imported, setting: userSetting('nomba.profiles'), calls: await calls() },
      { result: undefined, setting: undefined, calls: [] },
    );
  });
});

function pair(baseUrl: string, clientSecret: string): string {
  const { accountId, clientId } = credentials();
  return [
    `NOMBA_BASE_URL=${baseUrl}`,
    `NOMBA_ACCOUNT_ID=${accountId}`,
    `NOMBA_CLIENT_ID=${clientId}`,
    `NOMBA_CLIENT_SECRET=${clientSecret}`,
  ].join('\n');
}

function oneFile(stat: vscode.FileStat, content: string): vscode.FileSystemProvider {
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: () => stat,
    readFile: () => Buffer.from(content),
    readDirectory: refuse,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
