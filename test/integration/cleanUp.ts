import * as vscode from 'vscode';
import { settings, type SettingKey } from '../../src/contributions';
import { resetEmulator } from './emulatorControl';
import { eventually } from './eventually';
import { execute, nothingShared, setSetting, sharedVariables, userSetting } from './extension';
import { forgetMessages } from './messages';
import { windowText } from './windowText';

/** Leaves no profile, secret, setting, open editor, message or copied text of one test to the next. */
export async function cleanUp(): Promise<void> {
  // Whatever it shows by now counts as seen.
  await windowText('.part.statusbar');
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await execute('nomba.eraseAllSecrets', { confirm: true });
  for (const key of Object.keys(settings) as SettingKey[]) {
    if (userSetting(key) !== undefined) {
      await setSetting(key, undefined);
    }
  }
  await eventually(sharedVariables, nothingShared());
  await Promise.all([
    closeEditors(),
    vscode.commands.executeCommand('notifications.clearAll'),
    vscode.env.clipboard.writeText(''),
    resetEmulator(),
  ]);
  forgetMessages();
}

/** Without a question whether to save. */
async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closePanel');
  for (let open = openTabs(); open > 0; open -= 1) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await eventually(openTabs, 0);
  await eventually(() => vscode.window.activeTextEditor, undefined);
}

function openTabs(): number {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
}
