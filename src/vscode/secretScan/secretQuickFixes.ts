import * as vscode from 'vscode';
import { printable } from '../../profiles/printable';
import type { Found } from './findSecrets';
import { ignoreEdit } from './ignoreEdit';
import { diagnosticSource, rangeOf } from './secretDiagnostics';

export interface FoundByUri {
  /** What was found in a text. */
  found(uri: string): readonly Found[];
  /** Whether git is known not to ignore a file that it does not track. */
  isNotIgnored(uri: string): boolean;
}

/** What can be done about a secret in a text. Nothing is taken away from the text: only the user knows what belongs there. */
export class SecretQuickFixes implements vscode.CodeActionProvider {
  readonly #findings: FoundByUri;

  constructor(findings: FoundByUri) {
    this.#findings = findings;
  }

  async provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = diagnostics.filter(isOwnSecret);
    const found = this.#findings.found(uri.toString());
    // A diagnostic that comes back from the editor does not know any more what it is of.
    const actions = own.flatMap((diagnostic) =>
      found
        .filter((one) => rangeOf(one).isEqual(diagnostic.range))
        .flatMap((one) => fixesOf(diagnostic, one)),
    );
    const [first] = own;
    if (first !== undefined && this.#findings.isNotIgnored(uri.toString())) {
      const edit = await ignoreEdit(uri);
      if (edit !== undefined) {
        const action = quickFix('Add This File to .gitignore', first);
        action.edit = edit;
        actions.push(action);
      }
    }
    return actions;
  }
}

function isOwnSecret({ source, code }: vscode.Diagnostic): boolean {
  return source === diagnosticSource && typeof code === 'object' && code.value === 'own-secret';
}

function fixesOf(diagnostic: vscode.Diagnostic, found: Found): readonly vscode.CodeAction[] {
  if (found.code !== 'own-secret' || found.kind !== 'client secret') {
    return [];
  }
  const { profile } = found;
  const action = quickFix(`Set a New Client Secret of “${printable(profile)}”…`, diagnostic);
  action.command = { title: action.title, command: 'nomba.setClientSecret', arguments: [{ profile }] };
  return [action];
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}
