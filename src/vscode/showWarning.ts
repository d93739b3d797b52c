import * as vscode from 'vscode';
import type { ActionButton } from './refusal';
import { runAction } from './runAction';

/** A warning with at most one button that does something about it. Returns at once: nobody waits for a toast to be closed. */
export function showWarning(message: string, button?: ActionButton): void {
  const titles = button === undefined ? [] : [button.title];
  void vscode.window.showWarningMessage(message, ...titles).then(async (chosen) => {
    if (button !== undefined && chosen === button.title) {
      await runAction(button);
    }
  });
}
