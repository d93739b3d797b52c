import * as vscode from 'vscode';
import { addToGitIgnore } from '../../sharing/gitIgnoreEdits';
import { gitIgnoreFor } from '../gitIgnore';

/** Adds a file to a `.gitignore` of its repository, which is made if there is none. `undefined` outside of a repository. */
export async function ignoreEdit(file: vscode.Uri): Promise<vscode.WorkspaceEdit | undefined> {
  const choice = await gitIgnoreFor(file.fsPath);
  if (choice === undefined) {
    return undefined;
  }
  const ignoreFile = vscode.Uri.file(choice.gitIgnore);
  const document = await Promise.resolve(vscode.workspace.openTextDocument(ignoreFile)).catch(
    () => undefined,
  );
  const text = document?.getText() ?? '';
  const end = document?.positionAt(text.length) ?? new vscode.Position(0, 0);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(ignoreFile, { ignoreIfExists: true });
  edit.insert(ignoreFile, end, addToGitIgnore(text, choice.name).slice(text.length));
  return edit;
}
