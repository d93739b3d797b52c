import * as vscode from 'vscode';
import type { Command } from '../command';
import { checkArgument } from '../commandArgument';

/** Opens a new `.http` file with the requests of Nomba's API that the user picks. It is not saved: where it belongs only the user knows. */
export const newRequestFile: Command<'nomba.newRequestFile'> = () => async (value) => {
  const argument = checkArgument(value, { template: 'string' });
  const { chosenRequestFile } = await import('../chosenRequestFile');
  const content = await chosenRequestFile(argument?.template);
  if (content !== undefined) {
    const document = await vscode.workspace.openTextDocument({ language: 'http', content });
    // Where sending begins: at the first request, not at the comment above it.
    const firstRequest = document.positionAt(Math.max(0, content.search(/^###/m))).translate(1);
    // Not `showTextDocument`: it rejects when the next new file is in front before it is done, although both are open.
    await vscode.commands.executeCommand('vscode.open', document.uri, {
      preview: false,
      selection: new vscode.Range(firstRequest, firstRequest),
    });
  }
  return undefined;
};
