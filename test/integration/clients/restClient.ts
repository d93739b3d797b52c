import * as vscode from 'vscode';
import { handedOver, type HandedOver } from './handedOver';

/** Takes what REST Client 0.26.0 takes: a document, which it does not look at, and a range. Without that it sends what is selected: its lines, without comments. */
export function activate(context: vscode.ExtensionContext): HandedOver[] {
  const requests: HandedOver[] = [];
  context.subscriptions.push(
    vscode.commands.registerCommand(
      'rest-client.request',
      (_document: unknown, range: vscode.Range | undefined) => {
        requests.push({ ...handedOver(range?.start.line), ...(range === undefined && selectedRequest()) });
      },
    ),
  );
  return requests;
}

function selectedRequest(): Partial<HandedOver> {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  const lines = document?.getText(selection).split(/\r?\n/) ?? [];
  return { text: lines.filter((line) => !/^\s*(?:#|\/\/|$)/.test(line)).join('\n') };
}
