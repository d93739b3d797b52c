import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { calls, latestToken } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, executeWith, userSetting } from './extension';
import { newMessages } from './messages';
import { windowText } from './windowText';

/** Writes a file into the workspace. @returns its Uri as text */
async function envFile(text: string): Promise<string> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = path.join(folder?.uri.fsPath ?? '', 'test.env');
  await writeFile(file, text);
  return vscode.Uri.file(file).toString();
}

describe('nomba.importFromEnvFile', () => {
  afterEach(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.parse(await envFile('')));
  });

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
