import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bearerFingerprint } from '../emulator/calls';
import { calls, latestToken } from './emulatorControl';
import { always, eventually } from './eventually';
import { credentials, execute, setSetting } from './extension';
import { newMessages } from './messages';

const readClipboard = async (): Promise<string> => vscode.env.clipboard.readText();

describe('the clipboard', () => {
  beforeEach(async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
  });

  it('gets the access token, and the user is told for how long', async () => {
    await execute('nomba.copyAccessToken', {});
    const { bearer } = await latestToken();
    assert.deepEqual(
      { copied: bearerFingerprint(await readClipboard()), messages: newMessages(), calls: await calls() },
      {
        copied: bearer,
        messages: [
          {
            severity: 'information',
            text: 'Copied the access token of “sandbox”. Cleared in 60 s.',
            buttons: [],
          },
        ],
        calls: ['issue 200'],
      },
    );
  });

  it('gets the Authorization header', async () => {
    await execute('nomba.copyAuthorizationHeader', { profile: 'sandbox' });
    const { bearer } = await latestToken();
    const [, prefix, token = ''] = /^(Authorization: Bearer )(.*)$/.exec(await readClipboard()) ?? [];
    assert.deepEqual(
      { prefix, token: bearerFingerprint(token) },
      { prefix: 'Authorization: Bearer ', token: bearer },
    );
  });

  it('is cleared after the set time', async () => {
    await setSetting('nomba.clipboard.clearAfterSeconds', 1);
    await execute('nomba.copyAccessToken', {});
    assert.notEqual(await readClipboard(), '');
    await eventually(readClipboard, '');
  });

  it('keeps what the user has copied meanwhile', async () => {
    await setSetting('nomba.clipboard.clearAfterSeconds', 1);
    await execute('nomba.copyAccessToken', {});
    await vscode.env.clipboard.writeText('copied by the user');
    await always(readClipboard, 'copied by the user', 1_500);
  });

  it('is cleared by erasing all secrets', async () => {
    await execute('nomba.copyAccessToken', {});
    await execute('nomba.eraseAllSecrets', { confirm: true });
    assert.equal(await readClipboard(), '');
  });

  it('is left alone when there is no token to copy', async () => {
    await execute('nomba.setClientSecret', { profile: 'sandbox', clientSecret: 'test-secret-that-is-wrong' });
    await execute('nomba.revokeToken', { confirm: true });
    await vscode.env.clipboard.writeText('copied by the user');
    newMessages();
    await execute('nomba.copyAccessToken', {});
    assert.deepEqual(
      { clipboard: await readClipboard(), messages: newMessages().map(({ severity }) => severity) },
      { clipboard: 'copied by the user', messages: ['error'] },
    );
  });
});
