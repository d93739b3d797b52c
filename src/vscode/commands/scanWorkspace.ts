import * as vscode from 'vscode';
import { TokenError } from '../../tokens/tokenError';
import type { Command } from '../command';
import { Refusal } from '../refusal';
import type { FindingCount } from '../secretScan/findings';

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
  if (result.outcome === 'cancelled') {
    return undefined;
  }
  const where = services.surroundings.isWorkspaceTrusted()
    ? 'in this workspace'
    : 'in what is open; other files are not searched in a workspace that you do not trust';
  const { secrets, names } = result;
  if (secrets.times + names.times === 0) {
    void vscode.window.showInformationMessage(`None of your secrets was found ${where}.`);
    return undefined;
  }
  const sentences = [
    ...found('Your secrets were', secrets, where),
    ...found('Secrets under names that are published were', names, where),
  ];
  void vscode.window.showWarningMessage(sentences.join(' '));
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  return undefined;
};

function found(what: string, { times, files }: FindingCount, where: string): readonly string[] {
  return times === 0 ? [] : [`${what} found ${count(times, 'time')} in ${count(files, 'file')} ${where}.`];
}

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}
