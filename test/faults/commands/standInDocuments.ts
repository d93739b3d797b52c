// The files and documents of the editor that stands in for VS Code.
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import type { Disposable } from '../../../src/tokens/ports';
import type { Desk, EditorFault } from './desk';

export class Uri {
  readonly scheme: string;
  readonly path: string;

  constructor(scheme: string, location: string) {
    this.scheme = scheme;
    this.path = location;
  }

  static from({ scheme, path: location }: { readonly scheme: string; readonly path: string }): Uri {
    return new Uri(scheme, location);
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

  toString(): string {
    return this.scheme === 'file' ? pathToFileURL(this.path).href : `${this.scheme}:${this.path}`;
  }
}

export class Range {
  readonly start: unknown;
  readonly end: unknown;

  constructor(start: unknown, end: unknown) {
    this.start = start;
    this.end = end;
  }
}

type Failing = (fault: EditorFault) => Promise<void>;
type Edit = (builder: { readonly replace: (place: unknown, text: string) => void }) => void;

/** @param desk the one that is in use. */
export function documentWindow(desk: () => Desk, failing: Failing): object {
  return {
    tabGroups: { activeTabGroup: { activeTab: undefined } },
    showOpenDialog: async (options: unknown): Promise<readonly Uri[]> => {
      desk().seen.see('input boxes', options);
      return Promise.resolve([Uri.file(desk().envFile)]);
    },
    showTextDocument: async (): Promise<void> => failing('documents'),
  };
}

/** A request file with the cursor in its request. */
export function requestFile(desk: Desk, failing: Failing): object {
  const text = 'GET https://sandbox.nomba.com/v1/accounts\n';
  const document = {
    uri: Uri.file('/requests.http'),
    fileName: '/requests.http',
    languageId: 'http',
    version: 1,
    lineCount: 2,
    lineAt: () => ({ range: { end: text.length } }),
    offsetAt: (position: number) => position,
    positionAt: (offset: number) => offset,
    getText: () => text,
  };
  return {
    document,
    selections: [{ start: 4, end: 4 }],
    edit: async (build: Edit): Promise<boolean> => {
      build({
        replace: (_place, inserted) => {
          (desk.wantsLiteral ? desk.given : desk.seen).see('edits', inserted);
        },
      });
      await failing('edits');
      document.version += 1;
      return true;
    },
  };
}

/** @param desk the one that is in use. */
export function documentWorkspace(desk: () => Desk, failing: Failing): object {
  let content = (): string => '';
  return {
    workspaceFolders: undefined,
    getWorkspaceFolder: () => undefined,
    asRelativePath: (uri: Uri) => uri.path,
    registerTextDocumentContentProvider: (
      _scheme: string,
      provider: { readonly provideTextDocumentContent: () => string },
    ): Disposable => {
      content = () => provider.provideTextDocumentContent();
      return { dispose: () => undefined };
    },
    openTextDocument: async (uri: Uri): Promise<Uri> => {
      desk().seen.see('documents', `${uri.toString()}\n${content()}`);
      return failing('documents').then(() => uri);
    },
  };
}
