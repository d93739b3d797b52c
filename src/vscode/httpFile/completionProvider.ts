import * as vscode from 'vscode';
import type { Completion, CompletionContext } from '../../httpFile/completion';
import { completionsAt } from '../../httpFile/completions';
import { fileDialect } from './fileDialect';
import { moneyMark } from '../../httpFile/requestSnippet';
import type { FileContexts } from './fileContext';
import type { OpenHttpFiles } from './openHttpFiles';
import { sectionAt } from './sectionAt';

/** What the user may have begun to write. */
export const completionTriggers: readonly string[] = ['{', '$', ':', ' ', '/', '?', '&'];

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  method: vscode.CompletionItemKind.Method,
  header: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
  variable: vscode.CompletionItemKind.Variable,
  host: vscode.CompletionItemKind.Module,
  path: vscode.CompletionItemKind.Interface,
  query: vscode.CompletionItemKind.Property,
  snippet: vscode.CompletionItemKind.Snippet,
  literalToken: vscode.CompletionItemKind.Value,
};

export interface CompletionPorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  /** Whether httpYac knows `$nombaToken` in this window. */
  readonly offersNombaToken: () => boolean;
}

/** Completes headers, references, hosts and paths of Nomba's API, and whole requests. */
export class RequestCompletionProvider implements vscode.CompletionItemProvider {
  readonly #ports: CompletionPorts;

  constructor(ports: CompletionPorts) {
    this.#ports = ports;
  }

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const { files, contexts, offersNombaToken } = this.#ports;
    const placed = sectionAt(document, files.regions(document), position);
    if (placed === undefined) {
      return [];
    }
    const { section, start, region } = placed;
    const { profile, ...context } = contexts.of(region.text);
    const completionContext: CompletionContext = {
      ...context,
      ...(profile !== undefined && { profile }),
      dialect: fileDialect(placed),
      offersNombaToken: offersNombaToken(),
    };
    return completionsAt(section, document.offsetAt(position) - start, completionContext).map(
      (completion, index) => item(document, start, completion, index),
    );
  }
}

function item(
  document: vscode.TextDocument,
  sectionStart: number,
  completion: Completion,
  index: number,
): vscode.CompletionItem {
  const { kind, label, detail, documentation, replace, newText, isSnippet, filterText, command } = completion;
  const beside = besideLabel(detail);
  const result = new vscode.CompletionItem(
    beside === undefined ? label : { label, description: beside },
    kinds[kind],
  );
  result.range = new vscode.Range(
    document.positionAt(sectionStart + replace.start),
    document.positionAt(sectionStart + replace.end),
  );
  result.insertText = isSnippet ? new vscode.SnippetString(newText) : newText;
  // They come in the order in which they should be offered.
  result.sortText = String(index).padStart(4, '0');
  // Beside the text of the item, a long detail would take the room of the text.
  const explanation = [beside === detail ? undefined : detail, documentation].filter(
    (part) => part !== undefined,
  );
  if (explanation.length > 0) {
    result.documentation = explanation.join('\n\n');
  }
  if (filterText !== undefined) {
    result.filterText = filterText;
  }
  if (command === 'literal') {
    result.command = {
      title: label,
      command: 'nomba.insertBearerToken',
      // A row is chosen with Enter, by mistake too.
      arguments: [{ style: 'literal', ask: true }],
    };
  }
  return result;
}

/** Characters. */
const longestBeside = 24;

/** What every row shows, chosen or not. */
function besideLabel(detail = ''): string | undefined {
  if (detail.includes(moneyMark)) {
    return moneyMark;
  }
  return detail !== '' && detail.length <= longestBeside ? detail : undefined;
}
