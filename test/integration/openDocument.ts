import * as vscode from 'vscode';

/** Opens a text in an editor. The selections are pairs of offsets (UTF-16 code units); without any, the cursor is at the start. */
export async function openDocument(
  language: string,
  content: string,
  ...selections: readonly (readonly [start: number, end: number])[]
): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  const editor = await vscode.window.showTextDocument(document);
  if (selections.length > 0) {
    editor.selections = selections.map(
      ([start, end]) => new vscode.Selection(document.positionAt(start), document.positionAt(end)),
    );
  }
  return document;
}

/** The offset right before a part of a text, as an empty selection. */
export function cursorAt(text: string, part: string): readonly [number, number] {
  const offset = text.indexOf(part);
  return [offset, offset];
}
