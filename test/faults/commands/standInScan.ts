// The part of the editor that stands in for VS Code in which the search for secrets works: nothing is open, and there is no folder.
import type { Disposable } from '../../../src/tokens/ports';
import type { Desk } from './desk';

const nothing: Disposable = { dispose: () => undefined };
const never = (): Disposable => nothing;

/** @param desk the one that is in use. */
export function scanLanguages(desk: () => Desk): object {
  return {
    createDiagnosticCollection: () => ({
      ...nothing,
      set: (uri: unknown, diagnostics: unknown) => {
        desk().seen.see('documents', [uri, diagnostics]);
      },
    }),
    registerCodeActionsProvider: never,
  };
}

export const scanWorkspace = {
  textDocuments: [],
  onDidOpenTextDocument: never,
  onDidChangeTextDocument: never,
  onDidCloseTextDocument: never,
  onDidChangeWorkspaceFolders: never,
  createFileSystemWatcher: (): object => ({
    ...nothing,
    onDidCreate: never,
    onDidChange: never,
    onDidDelete: never,
  }),
  findFiles: async (): Promise<readonly unknown[]> => Promise.resolve([]),
};

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };

  cancel(): void {
    this.token.isCancellationRequested = true;
  }

  dispose(): void {
    this.cancel();
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export class Diagnostic {
  readonly range: unknown;
  readonly message: string;

  constructor(range: unknown, message: string) {
    this.range = range;
    this.message = message;
  }
}

/** Nothing is open that could be mended. */
export class CodeAction {
  readonly title: string;

  constructor(title: string) {
    this.title = title;
  }
}

export class WorkspaceEdit {
  readonly size = 0;
}

export const DiagnosticSeverity = { Error: 0, Warning: 1 };
export const CodeActionKind = { QuickFix: { value: 'quickfix' } };
export const EndOfLine = { CRLF: 2 };
