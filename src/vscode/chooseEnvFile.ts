import * as vscode from 'vscode';
import { printable } from '../profiles/printable';
import { isEnvFileName } from './envFile';

const mostFiles = 200;

/** They are there to be committed. */
const template = /\.(?:example|sample|template|dist|defaults?)$/;

const newNames = ['.env', 'http-client.private.env.json'];

/** The file of the workspace that the user picks: one that is there, or one that is to be made in a folder of it. */
export async function chooseEnvFile(): Promise<vscode.Uri | undefined> {
  const present = await vscode.workspace.findFiles(
    '**/{.env,.env.*,.env-*,http-client.private.env.json}',
    '**/node_modules/**',
    mostFiles,
  );
  const usable = present
    .filter(({ path }) => isEnvFileName(path.slice(path.lastIndexOf('/') + 1)) && !template.test(path))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const known = new Set(usable.map(String));
  const fresh = (vscode.workspace.workspaceFolders ?? [])
    .flatMap(({ uri }) => newNames.map((name) => vscode.Uri.joinPath(uri, name)))
    .filter((uri) => !known.has(uri.toString()));
  const items = [
    ...usable.map((uri) => ({ uri, label: printable(vscode.workspace.asRelativePath(uri)) })),
    ...fresh.map((uri) => ({
      uri,
      label: `$(new-file) ${printable(vscode.workspace.asRelativePath(uri))}`,
      description: 'new',
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which file is to be kept current with the token?',
  });
  return picked?.uri;
}
