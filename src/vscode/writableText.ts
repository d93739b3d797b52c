import * as vscode from 'vscode';

/** Whether somebody can write a text: a file of this machine or another, or what will be one. Not one side of a comparison, nor what an extension shows. */
export function isWritableText({ scheme }: vscode.Uri): boolean {
  return ['file', 'untitled'].includes(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** As {@link isWritableText}, for a document of the editor: a cell of a notebook has no file of its own. */
export function isWritableDocument({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return uri.scheme === 'vscode-notebook-cell' || isWritableText(uri);
}
