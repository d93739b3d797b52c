import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { isHttpDocument } from '../httpFile/httpDocument';
import type { RequestAtLine } from '../httpFile/requestAt';
import { restClientId, type HttpClientName } from './doctor/httpClients';
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
 * Has REST Client be active, so that its command begins at once. Where it fails, or runs in another extension host, that is left to the command.
 */
export async function startRestClient(): Promise<void> {
  await vscode.extensions
    .getExtension(restClientId)
    ?.activate()
    .then(undefined, () => undefined);
}

/**
 * By a line in it, REST Client knows requests between `###` alone; of a code block of Markdown it takes all for one request, and those of AsciiDoc it does not know (its
 * source, version 0.26.0).
 */
function isFoundByRestClient(document: vscode.TextDocument, { notForRestClient }: RequestAtLine): boolean {
  return isHttpDocument(document) && notForRestClient === undefined;
}

/**
 * What is selected is sent by REST Client as it is. Then the cursor goes back, unless the user has moved it. REST Client reads the selection once, as its command begins, which ends
 * only with the answer: until then, a key would replace the whole request.
 */
async function whileSelected(
  editor: vscode.TextEditor,
  { firstLine, lastLine }: RequestAtLine,
  send: () => Promise<unknown>,
): Promise<void> {
  const { document, selections } = editor;
  const { end } = document.lineAt(lastLine).range;
  const selected = new vscode.Selection(new vscode.Position(firstLine, 0), end);
  editor.selection = selected;
  const sending = send();
  try {
    // VS Code calls a command of the same extension host directly, so one turn of the event loop suffices. Any other goes through the main thread, and when it begins is not known.
    await (isActiveHere() ? Promise.race([sending, setImmediate()]) : sending);
  } finally {
    if (editor.selection.isEqual(selected)) {
      editor.selections = selections;
    }
  }
  await sending;
}

function isActiveHere(): boolean {
  return vscode.extensions.getExtension(restClientId)?.isActive === true;
}
