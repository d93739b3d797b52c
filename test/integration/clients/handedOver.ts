import * as vscode from 'vscode';
import { bearerFingerprint } from '../../emulator/calls';

/** What a stand-in for a client saw when a request was handed to it. */
export interface HandedOver {
  /** The line of the active editor that the real client would send the request of; where it sends what is selected, that. */
  readonly text: string | undefined;
  /** The token in the variables at that moment, by its fingerprint. */
  readonly bearer: string | undefined;
}

/** @param line as the command was told it. */
export function handedOver(line: number | undefined): HandedOver {
  const editor = vscode.window.activeTextEditor;
  const token = process.env['NOMBA_ACCESS_TOKEN'];
  return {
    text: editor?.document.lineAt(line ?? editor.selection.active.line).text,
    bearer: token === undefined ? undefined : bearerFingerprint(token),
  };
}
