import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import type { Finding, Fix } from '../../httpFile/finding';
import type { TextEdit } from '../../httpFile/insertHeaders';
import type { Profile } from '../../profiles/profile';
import { printable } from '../../profiles/printable';
import { othersFirst, Pacer } from '../pacer';
import type { FileContexts } from './fileContext';
import type { OpenHttpFiles } from './openHttpFiles';
import { canHoldRequests } from './requestDocuments';
import type { RequestDiagnostics } from './requestDiagnostics';

export interface QuickFixPorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  readonly diagnostics: RequestDiagnostics;
  /** All of the user's. */
  readonly profiles: () => readonly Profile[];
}

/** Where requests stand, by name. */
const filesWithRequests = '**/*.{http,rest,md,markdown,adoc,asciidoc}';
/** What packages bring is not the user's to change. */
const notOurs = '**/node_modules/**';
/** Each is opened. */
const mostFiles = 5_000;

/** A quick fix that goes over every request file of the workspace: what it does is found out only when it is chosen. */
class WorkspaceFix extends vscode.CodeAction {
  readonly code: Finding['code'];

  constructor(title: string, code: Finding['code']) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.code = code;
  }
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
    return [...this.#findings(document, start, end)].flatMap(({ finding, offset }) => {
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
      action.edit = await this.#editOfWorkspace(action.code, cancellation);
    }
    return action;
  }

  /** In the sections that the part of the document is in; by default in all of it. */
  *#findings(
    document: vscode.TextDocument,
    from = 0,
    to = Infinity,
  ): Generator<{ finding: Finding; offset: number }> {
    const { files, contexts, diagnostics } = this.#ports;
    for (const region of files.regions(document)) {
      const context = contexts.of(region.text);
      if (region.start > to || region.start + region.text.length < from) {
        continue;
      }
      for (const { start, section } of region.text.sectionsBetween(from - region.start, to - region.start)) {
        for (const finding of diagnostics.findings(section, context)) {
          yield { finding, offset: region.start + start };
        }
      }
    }
  }

  /** What is open comes first: it may be in no folder, or not be saved. */
  async #urisOfWorkspace(cancellation: vscode.CancellationToken): Promise<Iterable<vscode.Uri>> {
    const open = vscode.workspace.textDocuments.filter(canHoldRequests).map(({ uri }) => uri);
    const files = await vscode.workspace.findFiles(filesWithRequests, notOurs, mostFiles, cancellation);
    return new Map([...open, ...files].map((uri) => [uri.toString(), uri])).values();
  }

  #actions(
    document: vscode.TextDocument,
    offset: number,
    finding: Finding,
    fix: Fix,
    diagnostic: vscode.Diagnostic,
  ): vscode.CodeAction[] {
    switch (fix.kind) {
      case 'issueToken':
        return [command(fix.title, diagnostic, 'nomba.issueToken')];
      case 'shareToken':
        return [command(fix.title, diagnostic, 'nomba.shareProductionToken')];
      case 'switchProfile': {
        const profiles = this.#ports.profiles().filter(({ environment }) => environment === fix.environment);
        return profiles.length === 0
          ? [command(`Add a ${fix.environment} profile`, diagnostic, 'nomba.addProfile')]
          : profiles.map(({ name }) =>
              command(`Switch this window to “${printable(name)}”`, diagnostic, 'nomba.switchProfile', {
                profile: name,
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

  /** With a preview, in which each edit waits for a yes. */
  async #editOfWorkspace(
    code: Finding['code'],
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.WorkspaceEdit> {
    const edit = new vscode.WorkspaceEdit();
    const pacer = new Pacer(othersFirst);
    for (const uri of await this.#urisOfWorkspace(cancellation)) {
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
      for (const { finding, offset } of this.#findings(document)) {
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
}

function quickFix<Action extends vscode.CodeAction>(action: Action, diagnostic: vscode.Diagnostic): Action {
  action.diagnostics = [diagnostic];
  return action;
}

function command(
  title: string,
  diagnostic: vscode.Diagnostic,
  id: CommandId,
  argument?: object,
): vscode.CodeAction {
  const action = quickFix(new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix), diagnostic);
  action.command = { title, command: id, ...(argument !== undefined && { arguments: [argument] }) };
  return action;
}

function textEdits(
  document: vscode.TextDocument,
  offset: number,
  edits: readonly TextEdit[],
): vscode.TextEdit[] {
  return edits.map(({ start, end, newText }) =>
    vscode.TextEdit.replace(
      new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + end)),
      newText,
    ),
  );
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
