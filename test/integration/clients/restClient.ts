import * as vscode from 'vscode';
import { handedOver, type HandedOver } from './handedOver';

/** Takes what REST Client 0.26.0 takes: a document, which it does not look at, and a range. */
export function activate(context: vscode.ExtensionContext): HandedOver[] {
  const requests: HandedOver[] = [];
  context.subscriptions.push(
    vscode.commands.registerCommand(
      'rest-client.request',
      (_document: unknown, range: vscode.Range | undefined) => {
        requests.push(handedOver(range?.start.line));
      },
    ),
  );
  return requests;
}
