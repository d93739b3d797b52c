import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bearerFingerprint } from '../emulator/calls';
import { calls, latestToken } from './emulatorControl';
import { always, eventually } from './eventually';
import { credentials, execute, otherCredentials, setSetting } from './extension';
import { newMessages } from './messages';

const usersText = 'copied by the user';

const readClipboard = async (): Promise<string> => vscode.env.clipboard.readText();

/** What kind of text the clipboard holds. Never the text: it may be a token, which a failed comparison would print. */
async function clipboardHolds(): Promise<'nothing' | 'what the user copied' | 'something else'> {
  const text = await readClipboard();
  return text === '' ? 'nothing' : text === usersText ? 'what the user copied' : 'something else';
}

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
    const prefix = 'Authorization: Bearer ';
    const copied = await readClipboard();
    assert.deepEqual(
      { header: copied.startsWith(prefix), token: bearerFingerprint(copied.slice(prefix.length)) },
      { header: true, token: bearer },
    );
  });

  it('is cleared after the set time', async () => {
    await setSetting('nomba.clipboard.clearAfterSeconds', 1);
    await execute('nomba.copyAccessToken', {});
    assert.equal(await clipboardHolds(), 'something else');
    await eventually(clipboardHolds, 'nothing');
  });

  it('keeps what the user has copied meanwhile', async () => {
    await setSetting('nomba.clipboard.clearAfterSeconds', 1);
    await execute('nomba.copyAccessToken', {});
    await vscode.env.clipboard.writeText(usersText);
    await always(clipboardHolds, 'what the user copied', 1_500);
  });

  it('is cleared by erasing all secrets', async () => {
    await execute('nomba.copyAccessToken', {});
    await execute('nomba.eraseAllSecrets', { confirm: true });
    assert.equal(await clipboardHolds(), 'nothing');
  });

  for (const seconds of [-1, 3_601]) {
    it(`is cleared after the usual time when the setting says ${seconds} s, which is out of its range`, async () => {
      await setSetting('nomba.clipboard.clearAfterSeconds', seconds);
      await execute('nomba.copyAccessToken', {});
      assert.deepEqual(
        newMessages().map(({ text }) => text),
        ['Copied the access token of “sandbox”. Cleared in 60 s.'],
      );
    });
  }

  it('is left alone when there is no token to copy', async () => {
    await execute(
      'nomba.addProfile',
      otherCredentials({ name: 'refused', clientSecret: 'test-secret-that-is-wrong' }),
    );
    await vscode.env.clipboard.writeText(usersText);
    newMessages();
    await execute('nomba.copyAccessToken', {});
    assert.deepEqual(
      { clipboard: await clipboardHolds(), messages: newMessages().map(({ severity }) => severity) },
      { clipboard: 'what the user copied', messages: ['error'] },
    );
  });
});
