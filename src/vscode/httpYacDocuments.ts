import * as vscode from 'vscode';
import { forgetStaleReading, type HttpYacDocumentStore } from '../sharing/httpYacReading';
import { httpYacId } from './doctor/httpClients';

/** Sees to it that httpYac sends the present text of a document. Does nothing where httpYac is in another extension host, or is of a version that cannot be asked. */
export async function refreshHttpYac(document: vscode.TextDocument): Promise<void> {
  const extension = vscode.extensions.getExtension<unknown>(httpYacId);
  // Before it has started, it has read nothing.
  const store = extension?.isActive === true ? storeOf(extension.exports) : undefined;
  if (store === undefined) {
    return;
  }
  try {
    await forgetStaleReading(store, document);
  } catch {
    // A file that httpYac cannot read: it says so itself when it is to send it.
  }
}

function storeOf(exports: unknown): HttpYacDocumentStore<vscode.TextDocument> | undefined {
  const store =
    typeof exports === 'object' && exports !== null && 'documentStore' in exports
      ? exports.documentStore
      : undefined;
  return isStore(store) ? store : undefined;
}

function isStore(value: unknown): value is HttpYacDocumentStore<vscode.TextDocument> {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['getHttpFile', 'parse', 'remove'].every((name) => typeof Reflect.get(value, name) === 'function')
  );
}
