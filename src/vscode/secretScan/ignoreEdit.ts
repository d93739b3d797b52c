import path from 'node:path';
import * as vscode from 'vscode';
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
  const lineEnding = document?.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const before = text === '' || /[\r\n]$/.test(text) ? '' : lineEnding;
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(ignoreFile, { ignoreIfExists: true });
  edit.insert(ignoreFile, end, `${before}${patternOf(path.relative(root, file.fsPath))}${lineEnding}`);
  return edit;
}

/** Of this one file, whatever characters its name has. */
function patternOf(relative: string): string {
  const name = relative.split(path.sep).join('/');
  return `/${name.replace(/[\\*?[\]]| +$/g, (special) => special.replace(/./g, '\\$&'))}`;
}
