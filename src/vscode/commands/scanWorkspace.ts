import * as vscode from 'vscode';
import { TokenError } from '../../tokens/tokenError';
import type { Command } from '../command';
import { Refusal } from '../refusal';
import { describeScan } from '../secretScan/wording';

/** Looks for the user's own secrets in the files of the workspace and in what is open, whether or not that was cancelled before. */
export const scanWorkspace: Command<'nomba.scanWorkspace'> = (services) => async () => {
  const result = await services.secretScan.scanWorkspace();
  if (result.outcome === 'noSecrets') {
    throw new Refusal(
      'There is nothing to look for: no client secret and no token of your profiles is stored.',
    );
  }
  if (result.outcome === 'unreadable') {
    throw new TokenError('storage');
  }
  if (result.outcome === 'unlisted') {
    throw new Refusal(
      'The files of this workspace could not be listed, so only what is open was searched. VS Code’s own search may say why.',
    );
  }
  if (result.outcome === 'cancelled') {
    return undefined;
  }
  const message = describeScan(result, services.surroundings.isWorkspaceTrusted());
  if (result.secrets.times + result.names.times === 0) {
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  void vscode.window.showWarningMessage(message);
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  return undefined;
};
