import * as vscode from 'vscode';
import type { ActionButton } from './refusal';

/** Does what a button says. For buttons of messages, whose outcome nobody waits for: never rejects, and a command that fails ends in a message. */
export async function runAction({ title, command, argument }: ActionButton): Promise<void> {
  try {
    await vscode.commands.executeCommand(command, argument);
  } catch {
    // Of another extension, or of VS Code: its text is not known to be free of secrets.
    void vscode.window.showErrorMessage(`“${title}” did not work: the command ${command} failed.`);
  }
}
