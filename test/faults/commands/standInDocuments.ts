// The files and documents of the editor that stands in for VS Code.
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import type { Disposable } from '../../../src/tokens/ports';
import type { Desk, EditorFault } from './desk';
import { OpenText, Position, Selection } from './standInText';

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;

  constructor(scheme: string, location: string, query = '') {
    this.scheme = scheme;
    this.path = location;
    this.query = query;
  }

  static from(parts: { readonly scheme: string; readonly path: string; readonly query?: string }): Uri {
    return new Uri(parts.scheme, parts.path, parts.query);
  }

  static file(file: string): Uri {
    return new Uri('file', file);
  }

  static parse(text: string): Uri {
    const { protocol, pathname } = new URL(text);
    return protocol === 'file:' ? Uri.file(fileURLToPath(text)) : new Uri(protocol.slice(0, -1), pathname);
  }

  static joinPath(uri: Uri, ...names: readonly string[]): Uri {
    return new Uri(uri.scheme, path.join(uri.path, ...names));
  }

  get fsPath(): string {
    return this.path;
  }

  with(): this {
    return this;
  }

  toString(): string {
    return this.scheme === 'file'
      ? pathToFileURL(this.path).href
      : `${this.scheme}:${this.path}${this.query}`;
  }
}

type Failing = (fault: EditorFault) => Promise<void>;
type Edit = (builder: { readonly replace: (place: unknown, text: string) => void }) => void;

export interface TextEditor {
  readonly document: OpenText;
  readonly selection: Selection;
  readonly selections: readonly Selection[];
  readonly edit: (build: Edit) => Promise<boolean>;
  readonly revealRange: () => void;
}

const never = (): Disposable => ({ dispose: () => undefined });

/** The request file with the cursor in its first request. */
export function requestEditor({ folder }: Desk, desk: () => Desk, failing: Failing): TextEditor {
  const file = folder.requestFile;
  const document = new OpenText(Uri.file(file), file, 'http', folder.requestText);
  const cursor = new Position(1, 4);
  const selection = new Selection(cursor, cursor);
  return {
    document,
    selection,
    selections: [selection],
    revealRange: () => undefined,
    edit: async (build): Promise<boolean> => {
      build({
        replace: (_place, inserted) => {
          (desk().wantsLiteral ? desk().given : desk().seen).see('edits', inserted);
        },
      });
      await failing('edits');
      document.version += 1;
      return true;
    },
  };
}

/** @param desk the one that is in use. */
export function documentWindow(desk: () => Desk, editor: () => TextEditor, failing: Failing): object {
  return {
    tabGroups: { activeTabGroup: { activeTab: undefined } },
    showOpenDialog: async (options: unknown): Promise<readonly Uri[]> => {
      desk().seen.see('input boxes', options);
      return Promise.resolve([Uri.file(desk().folder.envFile)]);
    },
    showTextDocument: async (): Promise<TextEditor> => failing('documents').then(editor),
    onDidChangeActiveTextEditor: never,
    get activeTextEditor(): TextEditor {
      return editor();
    },
    get visibleTextEditors(): readonly TextEditor[] {
      return [editor()];
    },
  };
}

/** @param desk the one that is in use. */
export function documentWorkspace(desk: () => Desk, editor: () => TextEditor, failing: Failing): object {
  let content = (): string => '';
  const relative = (file: string): string => path.relative(desk().folder.path, file);
  return {
    // None of the editor's own; whatever is not of the disk cannot be written.
    fs: { isWritableFileSystem: () => undefined },
    get textDocuments(): readonly OpenText[] {
      return [editor().document];
    },
    get workspaceFolders(): readonly object[] {
      return [{ uri: Uri.file(desk().folder.path) }];
    },
    getWorkspaceFolder: ({ path: file }: Uri) =>
      relative(file).startsWith('..') ? undefined : { uri: Uri.file(desk().folder.path) },
    asRelativePath: (file: Uri | string) => relative(typeof file === 'string' ? file : file.path),
    findFiles: async (glob: string): Promise<readonly Uri[]> => {
      const files = desk().folder.files();
      const isEnv = (file: string): boolean => /^(?:\.env|http-client)/.test(path.basename(file));
      const found = glob.includes('.env') ? files.filter(isEnv) : files;
      return Promise.resolve(found.map((file) => Uri.file(file)));
    },
    registerTextDocumentContentProvider: (
      _scheme: string,
      provider: { readonly provideTextDocumentContent: () => string },
    ): Disposable => {
      content = () => provider.provideTextDocumentContent();
      return { dispose: () => undefined };
    },
    /** Of a report, of a new file, or of one that is there, whose text is the user's. */
    openTextDocument: async (what: Uri | { readonly content: string }): Promise<OpenText> => {
      const text = what instanceof Uri ? content() : what.content;
      const uri = what instanceof Uri ? what : new Uri('untitled', 'Untitled-1');
      desk().seen.see('documents', `${uri.toString()}\n${text}`);
      await failing('documents');
      return new OpenText(uri, uri.path, 'http', text);
    },
    onDidOpenTextDocument: never,
    onDidChangeTextDocument: never,
    onDidCloseTextDocument: never,
    onDidChangeWorkspaceFolders: never,
    createFileSystemWatcher: (): object => ({
      dispose: () => undefined,
      onDidCreate: never,
      onDidChange: never,
      onDidDelete: never,
    }),
  };
}
