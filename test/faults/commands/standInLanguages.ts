// What the editor that stands in for VS Code offers for request files and for problems, and a user who looks at all of it.
import type { Disposable } from '../../../src/tokens/ports';
import type { Desk } from './desk';
import { Range, type OpenText } from './standInText';

const nothing: Disposable = { dispose: () => undefined };

type Provide = (...parts: readonly unknown[]) => unknown;
type Provider = Readonly<Record<string, Provide | undefined>>;
const providers = new Set<Provider>();

function register(_selector: unknown, provider: Provider): Disposable {
  providers.add(provider);
  return { dispose: () => providers.delete(provider) };
}

/** Problems that are shown of the request file. */
let problems: readonly Diagnostic[] = [];

/** Another window is opened. */
export function closeRequestFile(): void {
  providers.clear();
  problems = [];
}

/** @param desk the one that is in use. */
export function languagesOf(desk: () => Desk): object {
  return {
    createDiagnosticCollection: () => ({
      ...nothing,
      delete: () => undefined,
      get: () => undefined,
      set: (uri: unknown, diagnostics: readonly Diagnostic[]) => {
        desk().seen.see('problems', [String(uri), ...diagnostics]);
        problems = [...problems, ...diagnostics];
      },
    }),
    createLanguageStatusItem: () => {
      const item: Record<string, unknown> = { ...nothing };
      return new Proxy(item, {
        set: (_target, name, value: unknown) => {
          item[String(name)] = value;
          desk().seen.see('request files', value);
          return true;
        },
      });
    },
    registerCodeActionsProvider: register,
    registerCodeLensProvider: register,
    registerCompletionItemProvider: register,
    registerHoverProvider: register,
    registerDocumentPasteEditProvider: register,
  };
}

/**
 * All that is shown and offered, at some places of the request file.
 *
 * @param clipboard what the user pastes.
 */
export async function lookAtRequestFile(desk: Desk, document: OpenText, clipboard: string): Promise<void> {
  const end = document.getText().length;
  const places = Array.from({ length: 30 }, () => document.positionAt(desk.random.below(end + 1)));
  const whole = new Range(document.positionAt(0), document.positionAt(end));
  const cancellation = { isCancellationRequested: false };
  const transfer = { get: () => ({ asString: async (): Promise<string> => Promise.resolve(clipboard) }) };
  for (const provider of providers) {
    const offered = await Promise.all([
      provider['provideCodeLenses']?.(document, cancellation),
      provider['provideCodeActions']?.(document, whole, { diagnostics: problems }, cancellation),
      provider['provideDocumentPasteEdits']?.(document, [whole], transfer, {}, cancellation),
      ...places.flatMap((place) => [
        provider['provideHover']?.(document, place, cancellation),
        provider['provideCompletionItems']?.(document, place, cancellation),
      ]),
    ]);
    for (const one of offered) {
      if (one !== undefined) {
        desk.seen.see('request files', JSON.stringify(one, withoutPresent(document)));
      }
    }
  }
}

/** The completion that is followed by a question whether the token itself is wanted leaves what stands there until then, which is the user's own. */
function withoutPresent(document: OpenText): (name: string, value: unknown) => unknown {
  return (_name, value) => {
    if (!(value instanceof Made) || value.range === undefined) {
      return value;
    }
    const present = document.getText(value.range);
    return {
      ...Object.fromEntries(Object.entries(value)),
      insertText: value.insertText === present ? '' : value.insertText,
      filterText: value.filterText === present ? '' : value.filterText,
    };
  };
}

/** Whatever is made of parts, and is read only by people. */
class Made {
  readonly parts: readonly unknown[];
  declare range?: Range;
  declare insertText?: unknown;
  declare filterText?: unknown;

  constructor(...parts: readonly unknown[]) {
    this.parts = parts;
  }
}
export {
  Made as CodeLens,
  Made as CompletionItem,
  Made as DocumentPasteEdit,
  Made as Hover,
  Made as SnippetString,
};

export class Diagnostic {
  readonly range: unknown;
  readonly message: string;

  constructor(range: unknown, message: string) {
    this.range = range;
    this.message = message;
  }
}

export class CodeAction {
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }
}

export class WorkspaceEdit {
  readonly edits: unknown[] = [];

  set(...edit: readonly unknown[]): void {
    this.edits.push(edit);
  }

  replace(...edit: readonly unknown[]): void {
    this.edits.push(edit);
  }

  createFile(...edit: readonly unknown[]): void {
    this.edits.push(edit);
  }

  insert(...edit: readonly unknown[]): void {
    this.edits.push(edit);
  }
}

export const TextEdit = { replace: (...edit: readonly unknown[]): unknown => edit };
export const CompletionItemKind = {};
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DocumentDropOrPasteEditKind = { Text: { append: (): undefined => undefined } };
export const LanguageStatusSeverity = {};
export const CodeActionKind = { QuickFix: { value: 'quickfix' } };
export const EndOfLine = { CRLF: 2 };

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };

  cancel(): void {
    this.token.isCancellationRequested = true;
  }

  dispose(): void {
    this.cancel();
  }
}
