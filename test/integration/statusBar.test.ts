import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverOver, takePicture } from '../host/pictures';
import { queueFault, setOptions } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, otherCredentials, setSetting } from './extension';
import { statusBarItem, statusBarText, windowText } from './windowText';

/** Whether anything of ours stands in the status bar. */
async function isShown(): Promise<boolean> {
  return /sandbox|Nomba/.test(await windowText('.part.statusbar'));
}

describe('the status bar', () => {
  it('tells the name of the profile and the time that is left', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    await eventually(statusBarText, 'sandbox 24m');
    await takePicture('status-bar');
  });

  it('says that there is no token', async () => {
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    await eventually(statusBarText, 'sandbox no token');
  });

  it('shows the name alone, with another icon, after a refusal', async () => {
    await execute('nomba.addProfile', credentials({ clientSecret: 'test-secret-that-is-wrong' }));
    await eventually(statusBarText, 'sandbox');
    await takePicture('refused');
  });

  it('says that the token has expired when nobody renews it', async () => {
    await setSetting('nomba.autoRefresh.enabled', false);
    await setOptions({ lifetimeMs: 1_000 });
    await execute('nomba.addProfile', credentials());
    await eventually(statusBarText, 'sandbox expired');
  });

  it('goes on telling the time that is left when a renewal has not succeeded', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    await queueFault({ kind: 'refresh', type: 'respond', status: 503 });
    await execute('nomba.refreshToken', {});
    await eventually(statusBarText, 'sandbox 24m');
  });

  it('tells in its tooltip where the token comes from, without the token', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    await eventually(statusBarText, 'sandbox 24m');
    await hoverOver(statusBarItem);
    const { accountId, baseUrl = '' } = credentials();
    const facts = [
      'Nomba custom profile sandbox: token valid for 24 minutes',
      'Profile: sandbox',
      `Environment: custom · ${new URL(baseUrl).host}`,
      `Account id: ${accountId}`,
    ];
    const lines = async (): Promise<readonly string[]> =>
      (await windowText('.workbench-hover')).split('\n').filter((line) => facts.includes(line.trim()));
    await eventually(lines, facts);
    await takePicture('tooltip');
    assert.doesNotMatch(await windowText('.workbench-hover'), /eyJ/);
    await hoverOver('.part.editor');
  });

  it('follows a switch of the profile', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    await execute('nomba.addProfile', otherCredentials());
    await eventually(statusBarText, 'other 24m');
    await execute('nomba.switchProfile', { profile: 'sandbox' });
    await eventually(statusBarText, 'sandbox 24m');
  });

  it('has nothing of ours while there is no profile, unless the user wants it', async () => {
    await eventually(isShown, false);
    await setSetting('nomba.statusBar.visibility', 'always');
    await eventually(statusBarText, 'Nomba');
  });

  it('has nothing of ours when the user does not want it', async () => {
    await execute('nomba.addProfile', credentials());
    await eventually(isShown, true);
    await setSetting('nomba.statusBar.visibility', 'never');
    await vscode.commands.executeCommand('notifications.clearAll');
    await eventually(isShown, false);
  });
});

describe('the menu of the status bar', () => {
  const title = async (): Promise<string> => windowText('.quick-input-title');

  it('tells in words how things stand', async () => {
    await setOptions({ lifetimeMs: 24.5 * 60_000 });
    await execute('nomba.addProfile', credentials());
    const menu = execute('nomba.showMenu');
    await eventually(title, 'Nomba custom profile sandbox: token valid for 24 minutes');
    await takePicture('menu');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await menu;
  });

  it('opens the facts of the token, without the token', async () => {
    await execute('nomba.addProfile', credentials());
    const facts = execute('nomba.inspectToken', {});
    await eventually(title, 'Token of “sandbox”');
    const shown = await windowText('.quick-input-widget');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await facts;
    assert.deepEqual(
      [credentials().clientId, 'eyJ'].map((part) => shown.includes(part)),
      [true, false],
    );
  });

  it('opens the log', async () => {
    await execute('nomba.showLog');
    await eventually(async () => /Output/i.test(await windowText('.part.panel')), true);
  });
});
