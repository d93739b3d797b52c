import * as vscode from 'vscode';

/** Whether somebody can write a text: a file of this machine or another, or what will be one. Not one side of a comparison, nor what an extension shows. */
export function isWritableText({ scheme }: vscode.Uri): boolean {
  return ['file', 'untitled'].includes(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
