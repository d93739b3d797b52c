import path from 'node:path';
import * as vscode from 'vscode';
import { addToGitIgnore } from '../../sharing/gitIgnoreEdits';
import { rootOf } from './gitStates';

/** Adds a file to the `.gitignore` of its repository, which is made if there is none. `undefined` outside of a repository. */
export async function ignoreEdit(file: vscode.Uri): Promise<vscode.WorkspaceEdit | undefined> {
  const root = await rootOf(path.dirname(file.fsPath));
  if (root === undefined) {
    return undefined;
  }
  const ignoreFile = vscode.Uri.file(path.join(root, '.gitignore'));
  const document = await Promise.resolve(vscode.workspace.openTextDocument(ignoreFile)).catch(
    () => undefined,
  );
  const text = document?.getText() ?? '';
  const end = document?.positionAt(text.length) ?? new vscode.Position(0, 0);
  const name = path.relative(root, file.fsPath).split(path.sep).join('/');
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(ignoreFile, { ignoreIfExists: true });
  edit.insert(ignoreFile, end, addToGitIgnore(text, name).slice(text.length));
  return edit;
}
