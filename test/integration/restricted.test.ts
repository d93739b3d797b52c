import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bearerFingerprint } from '../emulator/calls';
import { takePicture } from '../host/pictures';
import { calls, latestToken } from './emulatorControl';
import { always, eventually } from './eventually';
import { credentials, execute, extension, nothingShared, setSetting, sharedVariables } from './extension';
import { newMessages } from './messages';
import { openDocument } from './openDocument';

// Seen to fail when: trust plays no part in sharing, or the setting “always” overrides it; a reference that is empty is inserted without a word; a task gets the
// token without a decision; other extensions are subject to that decision, too; the window is trusted (the first).
describe('Restricted Mode', () => {
  it('is what this window is in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('lets tokens be issued, renewed and revoked, and shares none of them', async () => {
    const added = await execute('nomba.addProfile', credentials());
    const { expiresAt } = await latestToken();
    const sharedThen = sharedVariables();
    const { state } = (await execute('nomba.refreshToken', {})) ?? {};
    const revoked = await execute('nomba.revokeToken', { confirm: true });
    assert.deepEqual(
      { added, sharedThen, state, revoked, calls: await calls(), shared: sharedVariables() },
      {
        added: { profile: 'sandbox', state: 'fresh', expiresAt },
        sharedThen: nothingShared(),
        state: 'fresh',
        revoked: { profile: 'sandbox', state: 'signedOut' },
        calls: ['issue 200', 'refresh 200', 'revoke 200'],
        shared: nothingShared(),
      },
    );
  });

  it('shares nothing with the setting “always” either', async () => {
    await setSetting('nomba.shareWithHttpClients', 'always');
    await execute('nomba.addProfile', credentials());
    await always(sharedVariables, nothingShared(), 300);
  });

  it('inserts the reference, and says that it is empty here', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    const document = await openDocument('http', 'GET https://own.example/\n');
    await execute('nomba.insertBearerToken');
    await takePicture('restricted');
    assert.deepEqual(
      { text: document.getText(), messages: newMessages() },
      {
        text: 'GET https://own.example/\nAuthorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}\naccountId: {{$processEnv NOMBA_ACCOUNT_ID}}\n',
        messages: [
          {
            severity: 'warning',
            text: 'The reference is empty: you do not trust this workspace.',
            buttons: ['Manage Workspace Trust'],
          },
        ],
      },
    );
  });

  it('has no file kept current', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    await execute('nomba.syncEnvFile', { uri: 'file:///invented/.env' });
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'No file can be kept current: you do not trust this workspace.',
        buttons: ['Manage Workspace Trust'],
      },
    ]);
  });

  it('does not give the token to tasks and launch configurations, which belong to the folder', async () => {
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.shareWithHttpClients', 'always');
    await assert.rejects(
      execute('nomba.getAccessToken'),
      /Tokens are not given to a workspace that you do not trust\.$/,
    );
  });

  it('gives other extensions that ask for it the token', async () => {
    await execute('nomba.addProfile', credentials());
    const { bearer } = await latestToken();
    assert.equal(bearerFingerprint(await extension().exports.getAccessToken()), bearer);
  });

  it('has what is open searched for secrets, and no file', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file('/invented'), 'own-secret.txt');
    const { clientSecret } = credentials();
    await vscode.workspace.fs.writeFile(uri, Buffer.from(clientSecret));
    try {
      await execute('nomba.addProfile', credentials());
      const { uri: open } = await openDocument('plaintext', clientSecret);
      await eventually(() => [open, uri].map((one) => vscode.languages.getDiagnostics(one).length), [1, 0]);
      newMessages();
      await execute('nomba.scanWorkspace');
      assert.deepEqual(
        {
          messages: newMessages().map(({ text }) => text),
          inFile: vscode.languages.getDiagnostics(uri),
        },
        {
          messages: [
            'Your secrets were found 1 time in 1 file in what is open; other files are not searched in a workspace that you do not trust.',
          ],
          inFile: [],
        },
      );
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });
});
