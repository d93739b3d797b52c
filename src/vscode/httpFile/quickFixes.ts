import * as vscode from 'vscode';
import type { Finding, Fix } from '../../httpFile/finding';
import type { Remedy } from '../../httpFile/lackOfToken';
import type { Profile } from '../../profiles/profile';
import { printable } from '../../profiles/printable';
import { placedFindings, textEdits, type FindingPorts } from './placedFindings';
import { editOfWorkspace, WorkspaceFix } from './workspaceFix';

export interface QuickFixPorts extends FindingPorts {
  /** All of the user's. */
  readonly profiles: () => readonly Profile[];
}

/** What can be done about a finding. */
export class QuickFixProvider implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  readonly #ports: QuickFixPorts;

  constructor(ports: QuickFixPorts) {
    this.#ports = ports;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    return [...placedFindings(document, this.#ports, start, end)].flatMap(({ finding, offset }) => {
      if (offset + finding.start > end || offset + finding.end < start) {
        return [];
      }
      const found = new vscode.Range(
        document.positionAt(offset + finding.start),
        document.positionAt(offset + finding.end),
      );
      const diagnostic = diagnostics.find(
        (candidate) => candidate.range.isEqual(found) && codeOf(candidate) === finding.code,
      );
      // One that the user has turned off has no fix either.
      return diagnostic === undefined
        ? []
        : finding.fixes.flatMap((fix) => this.#actions(document, offset, finding, fix, diagnostic));
    });
  }

  /** Fills in the edits of a {@link WorkspaceFix}. */
  async resolveCodeAction(
    action: vscode.CodeAction,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.CodeAction> {
    if (action instanceof WorkspaceFix) {
      action.edit = await editOfWorkspace(action.code, this.#ports, cancellation);
    }
    return action;
  }

  #actions(
    document: vscode.TextDocument,
    offset: number,
    finding: Finding,
    fix: Fix,
    diagnostic: vscode.Diagnostic,
  ): vscode.CodeAction[] {
    switch (fix.kind) {
      case 'command':
        return [command(diagnostic, fix)];
      case 'switchProfile': {
        const profiles = this.#ports.profiles().filter(({ environment }) => environment === fix.environment);
        return profiles.length === 0
          ? [command(diagnostic, { title: `Add a ${fix.environment} profile`, command: 'nomba.addProfile' })]
          : profiles.map(({ name }) =>
              command(diagnostic, {
                title: `Switch this window to “${printable(name)}”`,
                command: 'nomba.switchProfile',
                argument: { profile: name },
              }),
            );
      }
      case 'edits': {
        const action = quickFix(new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix), diagnostic);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.set(document.uri, textEdits(document, offset, fix.edits));
        action.isPreferred = true;
        if (fix.everywhere !== true) {
          return [action];
        }
        const everywhere = new WorkspaceFix(`${fix.title} in the whole workspace…`, finding.code);
        return [action, quickFix(everywhere, diagnostic)];
      }
    }
  }
}

function quickFix<Action extends vscode.CodeAction>(action: Action, diagnostic: vscode.Diagnostic): Action {
  action.diagnostics = [diagnostic];
  return action;
}

function command(diagnostic: vscode.Diagnostic, { title, command: id, argument }: Remedy): vscode.CodeAction {
  const action = quickFix(new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix), diagnostic);
  action.command = { title, command: id, ...(argument !== undefined && { arguments: [argument] }) };
  return action;
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
