import * as vscode from 'vscode';
import type { Disposable } from '../../tokens/ports';
import { ExcludedFolders } from './excludedFolders';

/** Files of a workspace beyond these are not searched. */
const mostFiles = 100_000;

/** Whoever wrote what is in them, it was not the user. */
const alwaysLeftOut: readonly string[] = ['**/node_modules', '**/.git'];

const excludeSettings: readonly string[] = ['files.exclude', 'search.exclude'];

/** The URIs of the files of all folders of the workspace. What git ignores is among them: a `.env` is where secrets are. */
export async function listFiles(signal: AbortSignal): Promise<readonly string[]> {
  const cancellation = new vscode.CancellationTokenSource();
  const cancel = (): void => {
    cancellation.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const uris = await vscode.workspace.findFiles('**/*', leftOut(), mostFiles, cancellation.token);
    return uris.filter(isInWorkspace).map(String);
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

/** Which of the files that are written are searched. */
export class SearchedFiles implements Disposable {
  readonly #excluded = new ExcludedFolders(() => [...alwaysLeftOut, ...excludes()]);
  readonly #subscription: Disposable;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (excludeSettings.some((setting) => event.affectsConfiguration(setting))) {
        this.#excluded.forget();
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Whether a file is one of those that {@link listFiles} would list, as far as that can be told from its path. */
  has(uri: vscode.Uri): boolean {
    return isInWorkspace(uri) && !this.#excluded.has(vscode.workspace.asRelativePath(uri, false));
  }
}

/** Of this machine: others have no paths. */
function isInWorkspace(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

function leftOut(): string {
  return `{${[...alwaysLeftOut.map((glob) => `${glob}/**`), ...excludes()].join(',')}}`;
}

/** What the user does not want to see in the explorer, or to find when searching. */
function excludes(): readonly string[] {
  const configuration = vscode.workspace.getConfiguration();
  return excludeSettings.flatMap((setting) =>
    Object.entries(configuration.get<Readonly<Record<string, unknown>>>(setting) ?? {})
      .filter(([, isOn]) => isOn === true)
      .map(([glob]) => glob),
  );
}
