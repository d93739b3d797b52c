import * as httpyac from 'httpyac';
import * as vscode from 'vscode';
import { handedOver, type HandedOver } from './handedOver';

/** What httpYac 6.16.7 exports, as far as it is needed, with the real httpYac in it. */
export interface HttpYacStandIn {
  readonly httpyac: typeof httpyac;
  readonly documentStore: { clear(): void };
  readonly requests: HandedOver[];
}

/** Takes what httpYac 6.16.7 takes: a document, or none for that of the active editor, and a line. */
export function activate(context: vscode.ExtensionContext): HttpYacStandIn {
  const requests: HandedOver[] = [];
  context.subscriptions.push(
    vscode.commands.registerCommand('httpyac.send', (_document: unknown, line: number | undefined) => {
      requests.push(handedOver(line));
    }),
  );
  return { httpyac, documentStore: { clear: () => undefined }, requests };
}
