import * as vscode from 'vscode';
import { isHttpDocument } from '../httpFile/httpDocument';
import type { RequestAtLine } from '../httpFile/requestAt';
import type { HttpClientName } from './doctor/httpClients';
import { Refusal } from './refusal';

/**
 * Has a client send a request of the active editor. Neither is given the document: that of the active editor also reaches a client in another extension host, where a document
 * cannot be passed.
 *
 * @throws {Refusal} when the client cannot be called, or fails.
 */
export async function handOver(
  client: HttpClientName,
  editor: vscode.TextEditor,
  request: RequestAtLine,
): Promise<void> {
  try {
    if (client === 'httpYac') {
      await vscode.commands.executeCommand('httpyac.send', undefined, request.requestLine);
    } else if (isFoundByRestClient(editor.document, request)) {
      // With a place it does not look at the selection, which it would else send (its source, version 0.26.0).
      const place = new vscode.Range(request.requestLine, 0, request.requestLine, 0);
      await vscode.commands.executeCommand('rest-client.request', undefined, place);
    } else {
      await whileSelected(editor, request, async () => vscode.commands.executeCommand('rest-client.request'));
    }
  } catch {
    throw new Refusal(`${client} could not send the request.`);
  }
}

/**
 * By a line in it, REST Client knows requests between `###` alone; of a code block of Markdown it takes all for one request, and those of AsciiDoc it does not know (its
 * source, version 0.26.0).
 */
function isFoundByRestClient(document: vscode.TextDocument, { notForRestClient }: RequestAtLine): boolean {
  return isHttpDocument(document) && notForRestClient === undefined;
}

/** What is selected is sent by REST Client as it is. Then the cursor goes back, unless the user has moved it. */
async function whileSelected(
  editor: vscode.TextEditor,
  { firstLine, lastLine }: RequestAtLine,
  send: () => Promise<unknown>,
): Promise<void> {
  const { document, selections } = editor;
  const { end } = document.lineAt(lastLine).range;
  const selected = new vscode.Selection(new vscode.Position(firstLine, 0), end);
  editor.selection = selected;
  try {
    await send();
  } finally {
    if (editor.selection.isEqual(selected)) {
      editor.selections = selections;
    }
  }
}
