import * as vscode from 'vscode';
import type { Finding } from '../../httpFile/finding';
import { othersFirst, Pacer } from '../pacer';
import { isWritableDocument } from '../writableText';
import { placedFindings, textEdits, type FindingPorts } from './placedFindings';
import { canHoldRequests } from './requestDocuments';

/** Where requests stand, by name. */
const filesWithRequests = '**/*.{http,rest,md,markdown,adoc,asciidoc}';
/** What packages bring is not the user's to change. */
const notOurs = '**/node_modules/**';
/** Each is opened. */
const mostFiles = 5_000;

/** A quick fix that goes over every request file of the workspace: what it does is found out only when it is chosen. */
export class WorkspaceFix extends vscode.CodeAction {
  readonly code: Finding['code'];

  constructor(title: string, code: Finding['code']) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.code = code;
  }
}

/** With a preview, in which each edit waits for a yes. */
export async function editOfWorkspace(
  code: Finding['code'],
  ports: FindingPorts,
  cancellation: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const pacer = new Pacer(othersFirst);
  for (const uri of await urisOfWorkspace(cancellation)) {
    await pacer.rest();
    if (cancellation.isCancellationRequested) {
      return edit;
    }
    const document = await vscode.workspace.openTextDocument(uri).then(
      (opened) => opened,
      // Binary, too large, or gone meanwhile: it has no requests.
      () => undefined,
    );
    if (document === undefined) {
      continue;
    }
    for (const { finding, offset } of placedFindings(document, ports)) {
      const fix = finding.fixes.find((one) => one.kind === 'edits' && one.everywhere === true);
      if (finding.code === code && fix?.kind === 'edits') {
        const metadata = { needsConfirmation: true, label: fix.title };
        for (const { range, newText } of textEdits(document, offset, fix.edits)) {
          edit.replace(uri, range, newText, metadata);
        }
      }
    }
  }
  return edit;
}

/** What is open comes first: it may be in no folder, or not be saved. */
async function urisOfWorkspace(cancellation: vscode.CancellationToken): Promise<Iterable<vscode.Uri>> {
  const open = vscode.workspace.textDocuments
    .filter((document) => canHoldRequests(document) && isWritableDocument(document))
    .map(({ uri }) => uri);
  const files = await vscode.workspace.findFiles(filesWithRequests, notOurs, mostFiles, cancellation);
  return new Map([...open, ...files].map((uri) => [uri.toString(), uri])).values();
}
