import * as vscode from 'vscode';

/** Three parts that look like those of a JWT, and say nothing. */
export const jwtThatSaysNothing = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJFOnNhbmRib3gubm9tYmEiOiIifQ',
  'aW52ZW50ZWQtc2lnbmF0dXJl',
].join('.');

/** Code and text of each problem of ours. */
export function problems(document: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'Nomba')
    .map(({ code, range }) => `${(code as { value: string }).value}: ${document.getText(range)}`);
}

export async function quickFixes(
  document: vscode.TextDocument,
  part: string,
): Promise<readonly vscode.CodeAction[]> {
  const position = document.positionAt(document.getText().indexOf(part));
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
}
