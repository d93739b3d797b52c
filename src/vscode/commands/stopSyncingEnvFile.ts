import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { printable } from '../../profiles/printable';
import type { Command } from '../command';
import type { EnvFile } from '../envFile';
import { Refusal } from '../refusal';
import { uriIn } from '../uriArgument';

/** Ends that a file is kept current, and takes the token out of it. */
export const stopSyncingEnvFile: Command<'nomba.stopSyncingEnvFile'> =
  ({ envFiles }) =>
  async (value) => {
    const { files } = envFiles;
    const named = uriIn(value)?.fsPath;
    const file = named === undefined ? await choose(files) : await find(files, named);
    if (file === undefined) {
      if (named !== undefined || files.length === 0) {
        throw new Refusal(
          named === undefined ? 'No file is kept current here.' : 'This file is not kept current here.',
          { title: 'Keep Env File Current', command: 'nomba.syncEnvFile' },
        );
      }
      return undefined;
    }
    const keeper = await envFiles.keeper();
    await keeper.remove(file);
    void vscode.window.showInformationMessage(
      `“${printable(vscode.workspace.asRelativePath(file.path))}” is not kept current any more. The token was taken out of it.`,
    );
    return undefined;
  };

async function find(files: readonly EnvFile[], named: string): Promise<EnvFile | undefined> {
  // They are remembered by their real paths; a folder of the workspace can be a link.
  const real = await realpath(named).catch(() => named);
  return files.find(({ path }) => path === named || path === real);
}

async function choose(files: readonly EnvFile[]): Promise<EnvFile | undefined> {
  if (files.length < 2) {
    return files[0];
  }
  const items = files.map((file) => ({
    file,
    label: printable(vscode.workspace.asRelativePath(file.path)),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which file is not to be kept current any more?',
  });
  return picked?.file;
}
