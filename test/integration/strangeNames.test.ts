import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { unprintable } from '../../src/profiles/printable';
import { calls } from './emulatorControl';
import { credentials, execute } from './extension';
import { allTexts, newMessages } from './messages';

/** The first folder of the workspace, and a file in it, both with names that do harm where they are shown. */
const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const fileName = path.basename(folder);

// Seen to fail when: a name is shown as it is, in each of the two questions and in the detail; the settings of the workspace count (the profile, the reference);
// the folder has a plain name (the first).
describe('in a folder with control characters in its name', () => {
  let elsewhere: string;

  before(async () => {
    elsewhere = await mkdtemp(path.join(os.tmpdir(), `nomba-${fileName}-`));
  });

  after(async () => {
    await rm(elsewhere, { recursive: true });
    assert.deepEqual(
      allTexts().filter((text) => unprintable.test(text)),
      [],
    );
  });

  it('VS Code has opened that folder', () => {
    assert.match(folder, unprintable);
  });

  it('a profile is added, switched to, and its token issued, refreshed, copied and revoked', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.switchProfile', { profile: 'sandbox' });
    await execute('nomba.issueToken', { force: true });
    await execute('nomba.refreshToken', {});
    await execute('nomba.copyAccessToken');
    await execute('nomba.revokeToken', { confirm: true });
    assert.deepEqual(await calls(), ['issue 200', 'issue 200', 'refresh 200', 'revoke 200']);
  });

  it('the reference is inserted into a file of such a name', async () => {
    await execute('nomba.addProfile', credentials());
    const document = await openFile(path.join(folder, `${fileName}.http`));
    await execute('nomba.insertBearerToken');
    assert.match(document.getText(), /^Authorization: Bearer \{\{\$processEnv NOMBA_ACCESS_TOKEN\}\}$/m);
  });

  it('the question about the token itself shows the name without what does harm', async () => {
    await execute('nomba.addProfile', credentials());
    await openFile(path.join(folder, `${fileName}.http`));
    newMessages();
    await vscode.workspace
      .getConfiguration()
      .update('nomba.httpFile.tokenStyle', 'literal', vscode.ConfigurationTarget.Global);
    await execute('nomba.insertBearerToken');
    const shown = withoutHarm(fileName);
    assert.deepEqual(
      newMessages().map(({ text }) => text),
      [`Write the access token itself into ${shown}/${shown}.http?`],
    );
  });

  it('the question about a link shows both names without what does harm', async () => {
    const target = path.join(elsewhere, 'of-another.env');
    await writeFile(target, 'NOMBA_CLIENT_ID=never-read\n');
    const link = path.join(folder, `${fileName}.env`);
    await symlink(target, link);
    await execute('nomba.importFromEnvFile', { uri: vscode.Uri.file(link).toString() });
    const shown = withoutHarm(fileName);
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: `“${shown}/${shown}.env” is a link out of this workspace. Import from the file that it leads to?`,
        detail: withoutHarm(target),
        buttons: ['Import'],
      },
    ]);
  });
});

function withoutHarm(text: string): string {
  return ['\n', '\u001B', '\u202E'].reduce((rest, harm) => rest.replaceAll(harm, '\uFFFD'), text);
}

async function openFile(file: string): Promise<vscode.TextDocument> {
  await writeFile(file, 'GET https://own.example/\n');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  await vscode.window.showTextDocument(document);
  return document;
}
