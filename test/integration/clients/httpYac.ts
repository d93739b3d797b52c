import * as httpyac from 'httpyac';
import * as vscode from 'vscode';
import type { HttpYacDocumentStore } from '../../../src/sharing/httpYacReading';
import { handedOver, type HandedOver } from './handedOver';

/** What httpYac 6.16.7 exports, as far as it is needed, with the real httpYac in it. */
export interface HttpYacStandIn {
  readonly httpyac: typeof httpyac;
  readonly documentStore: HttpYacDocumentStore<vscode.TextDocument> & { clear(): void };
  readonly requests: HandedOver[];
  /** The URIs of the documents that it was told to read anew. */
  readonly forgotten: string[];
}

/** Takes what httpYac 6.16.7 takes: a document, or none for that of the active editor, and a line. What it has read of any document is out of date. */
export function activate(context: vscode.ExtensionContext): HttpYacStandIn {
  const requests: HandedOver[] = [];
  const forgotten: string[] = [];
  context.subscriptions.push(
    vscode.commands.registerCommand('httpyac.send', (_document: unknown, line: number | undefined) => {
      requests.push(handedOver(line));
    }),
  );
  const documentStore: HttpYacStandIn['documentStore'] = {
    clear: () => undefined,
    getHttpFile: async () => Promise.resolve({ httpRegions: [] }),
    parse: async () => Promise.resolve({ httpRegions: [{ symbol: { startLine: 0, endLine: 1 } }] }),
    remove: ({ uri }) => {
      forgotten.push(uri.toString());
    },
  };
  return { httpyac, documentStore, requests, forgotten };
}
