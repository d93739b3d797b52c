import * as vscode from 'vscode';
import { environmentVariables, httpClientReference } from '../../httpFile/tokenReference';
import type { FoundSecret } from './findSecrets';
import { ignoreEdit } from './ignoreEdit';
import { rangeOf } from './secretDiagnostics';
import { diagnosticSource, ownSecretCode } from './wording';

export interface FoundByUri {
  /** What was found in a text. */
  found(uri: string): readonly FoundSecret[];
  /** Whether git is known not to ignore a file that it does not track. */
  isNotIgnored(uri: string): boolean;
}

/** What can be done about a secret in a text. Nothing is taken away from a text but a token that can be referred to. */
export class SecretQuickFixes implements vscode.CodeActionProvider {
  readonly #findings: FoundByUri;

  constructor(findings: FoundByUri) {
    this.#findings = findings;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const uri = document.uri.toString();
    const own = diagnostics.filter(
      ({ source, code }) => source === diagnosticSource && code === ownSecretCode,
    );
    const actions: vscode.CodeAction[] = [];
    for (const diagnostic of own) {
      // A diagnostic that comes back from the editor does not know any more what it is of.
      const found = this.#findings.found(uri).find((one) => rangeOf(one).isEqual(diagnostic.range));
      actions.push(...(found === undefined ? [] : fixesOf(document, diagnostic, found)));
    }
    const [diagnostic] = own;
    if (diagnostic !== undefined && this.#findings.isNotIgnored(uri)) {
      const edit = await ignoreEdit(document.uri);
      if (edit !== undefined) {
        const action = quickFix('Add This File to .gitignore', diagnostic);
        action.edit = edit;
        actions.push(action);
      }
    }
    return actions;
  }
}

function fixesOf(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { kind, profile }: FoundSecret,
): readonly vscode.CodeAction[] {
  if (kind === 'client secret') {
    const action = quickFix(`Set a New Client Secret of “${profile}”…`, diagnostic);
    action.command = { title: action.title, command: 'nomba.setClientSecret', arguments: [{ profile }] };
    return [action];
  }
  if (kind === 'access token' && document.languageId === 'http') {
    const action = quickFix('Replace by a Reference to the Token', diagnostic);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(
      document.uri,
      diagnostic.range,
      httpClientReference(environmentVariables.accessToken),
    );
    action.isPreferred = true;
    return [action];
  }
  return [];
}

function quickFix(title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}
