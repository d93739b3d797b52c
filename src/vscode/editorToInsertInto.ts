import * as vscode from 'vscode';
import { isHttpDocument } from '../httpFile/httpDocument';
import { Refusal } from './refusal';

/**
 * How much of a `.http` file is looked at. All of it is read to find the request under a cursor, on the thread that all extensions share: at these limits, for
 * some tenths of a second.
 */
const largestHttpFile = {
  /** UTF-16 code units. */
  characters: 4_000_000,
  lines: 200_000,
};

/**
 * The editor that has the cursor, or the one that shows a document.
 *
 * @param uri of the document that is wanted.
 * @throws {Refusal} when there is none, or its file is too large to look for requests in.
 */
export function editorToInsertInto(uri?: string): vscode.TextEditor {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor =
    uri === undefined
      ? activeTextEditor
      : [activeTextEditor, ...visibleTextEditors].find((one) => one?.document.uri.toString() === uri);
  // With the focus in the Output panel VS Code names that as the active editor.
  if (editor?.document.uri.scheme === 'output') {
    throw noEditor();
  }
  if (editor === undefined) {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    throw activeTab?.input instanceof vscode.TabInputText
      ? new Refusal('VS Code does not show this file to extensions: it is no text, or larger than 50 MB.')
      : noEditor();
  }
  if (isHttpDocument(editor.document)) {
    refuseLargeFile(editor.document);
  }
  return editor;
}

/** @throws {Refusal} when the file is too large to look for requests in. */
export function refuseLargeFile(document: vscode.TextDocument): void {
  if (isTooLarge(document)) {
    throw new Refusal(
      'The file is too large to look for requests in: it has more than 200,000 lines or 4 million characters. Put the request into a file of its own.',
    );
  }
}

function noEditor(): Refusal {
  return new Refusal('Open the file to insert the bearer token into, and put the cursor where it belongs.');
}

/** Whether requests are not looked for in a document. */
export function isTooLarge(document: vscode.TextDocument): boolean {
  const { lineCount } = document;
  return (
    lineCount > largestHttpFile.lines ||
    document.offsetAt(document.lineAt(lineCount - 1).range.end) > largestHttpFile.characters
  );
}
