import * as vscode from 'vscode';
import type { FoundSecret } from './findSecrets';
import type { GitState } from './gitStates';
import { describeFinding, diagnosticSource, isError, ownSecretCode } from './wording';

/** Shows what was found in a text in the place of what was shown of it before. */
export function showFound(
  collection: vscode.DiagnosticCollection,
  uri: string,
  found: readonly FoundSecret[],
  state: GitState,
): void {
  collection.set(
    vscode.Uri.parse(uri),
    found.map((one) => {
      const diagnostic = new vscode.Diagnostic(
        rangeOf(one),
        describeFinding(one, state),
        isError(state) ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
      );
      diagnostic.source = diagnosticSource;
      diagnostic.code = ownSecretCode;
      return diagnostic;
    }),
  );
}

export function rangeOf({ start, end }: FoundSecret): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
