import * as vscode from 'vscode';
import type { SettingKey } from '../../contributions';
import type { Profile } from '../../profiles/profile';
import type { Clock, Disposable } from '../../tokens/ports';
import { withCancellableProgress } from '../cancellableProgress';
import { FindingDocumentation } from '../findingDocumentation';
import { secretKeys, type EditorSecrets } from '../editorSecrets';
import type { EnvFile } from '../envFile';
import { othersFirst } from '../pacer';
import type { Settings } from '../settings';
import { isWritableText } from '../writableText';
import { gitStatesOf, type GitState } from './gitStates';
import { isKeptFile } from './isKeptFile';
import { readOwnSecrets } from './ownSecrets';
import { canPublish } from './publishingTexts';
import { readTextPieces } from './readTextPieces';
import { runGit } from './runGit';
import { showFound } from './secretDiagnostics';
import { SecretQuickFixes } from './secretQuickFixes';
import { SecretScan } from './secretScan';
import type { ScanResult } from './secretScanPorts';
import { listFiles, SearchedFiles } from './workspaceFiles';

/** What the search needs of the extension. */
export interface SecretScanSurroundings {
  readonly secrets: EditorSecrets;
  readonly profiles: { readonly all: readonly Profile[]; readonly onDidChange: vscode.Event<unknown> };
  readonly settings: Settings;
  readonly envFiles: { readonly files: readonly EnvFile[] };
  readonly extensionUri: vscode.Uri;
  readonly clock: Clock;
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
  readonly isWorkspaceTrusted: () => boolean;
}

export interface StartedSecretScan extends Disposable {
  /** Searches everything now, and says what came of it. */
  scanWorkspace(): Promise<ScanResult>;
}

const severitySetting: SettingKey = 'nomba.diagnostics.severity';

/** Files that say what git does with others. */
const gitFile = /\/(?:\.gitignore|\.git\/index|\.git\/info\/exclude)$/;

/** The search for secrets, with everything it needs of the editor. */
export function startSecretScan(ports: SecretScanSurroundings): StartedSecretScan {
  const { isWorkspaceTrusted, log, settings, extensionUri, profiles } = ports;
  const documentation = new FindingDocumentation(extensionUri);
  const mayReadFiles = (): boolean => isWorkspaceTrusted() && profiles.all.length > 0;
  const collection = vscode.languages.createDiagnosticCollection('nomba.secrets');
  const searched = new SearchedFiles();
  const scan = new SecretScan({
    clock: ports.clock,
    pause: othersFirst.pause,
    readSecrets: async () => readOwnSecrets(ports.secrets, profiles.all),
    mayReadFiles,
    openDocuments: () =>
      vscode.workspace.textDocuments
        .map(({ uri }) => uri)
        .filter(isWritableText)
        .map(String),
    openText: (uri) => documentOf(uri)?.getText(),
    canPublish: (uri) => canPublish(vscode.Uri.parse(uri), documentOf(uri)?.languageId),
    listFiles,
    readFile: (uri, isLong) => readFile(searched, uri, isLong),
    gitStates,
    keepsToken: (uri) => {
      const { scheme, fsPath } = vscode.Uri.parse(uri);
      return scheme === 'file' && isKeptFile(ports.envFiles.files, fsPath);
    },
    show: (uri, found, state) => {
      showFound({ collection, settings, documentation, documentOf }, uri, found, state);
    },
    showProgress: (until, cancel) => {
      void withCancellableProgress('Looking for your Nomba secrets in this workspace…', async (signal) => {
        signal.addEventListener('abort', cancel, { once: true });
        await until;
      });
    },
    failed: (error) => {
      // Its text is not known to be free of secrets.
      log.error(`The search for secrets failed: ${error instanceof Error ? error.name : typeof error}`);
    },
  });
  const written = (uri: vscode.Uri): void => {
    if (!mayReadFiles()) {
      return;
    }
    if (gitFile.test(uri.path)) {
      scan.gitChanged();
    }
    // In this order: most of what is written is in a folder that is left out.
    if (searched.has(uri) && documentOf(uri.toString()) === undefined) {
      scan.fileChanged(uri.toString());
    }
  };
  const opened = (document: vscode.TextDocument): void => {
    if (isWritableText(document.uri)) {
      scan.documentChanged(document.uri.toString());
    }
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const subscriptions = vscode.Disposable.from(
    collection,
    scan,
    searched,
    watcher,
    ports.secrets.onDidChange(({ key }) => {
      const isClientSecret = key.startsWith(secretKeys.clientSecret(''));
      if (isClientSecret || key.startsWith(secretKeys.tokenSet(''))) {
        scan.secretsChanged(isClientSecret);
      }
    }),
    profiles.onDidChange(() => {
      scan.secretsChanged(false);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      scan.secretsChanged(false);
      scan.gitChanged();
    }),
    watcher.onDidCreate(written),
    watcher.onDidChange(written),
    watcher.onDidDelete(written),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      opened(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (isWritableText(document.uri)) {
        scan.fileChanged(document.uri.toString());
      }
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(severitySetting)) {
        scan.showAgain();
      }
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      scan.secretsChanged(true);
    }),
    vscode.languages.registerCodeActionsProvider({ pattern: '**' }, new SecretQuickFixes(scan), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
  scan.secretsChanged(false);
  return {
    scanWorkspace: async () => scan.scanWorkspace(),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

function documentOf(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && isWritableText(document.uri) && document.uri.toString() === uri,
  );
}

async function* readFile(searched: SearchedFiles, text: string, isLong: () => void): AsyncGenerator<string> {
  const uri = vscode.Uri.parse(text);
  if (searched.has(uri)) {
    yield* readTextPieces(uri.fsPath, isLong);
  }
}

async function gitStates(
  uris: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, GitState>> {
  const files = new Map(
    uris
      .map((uri) => [vscode.Uri.parse(uri), uri] as const)
      .flatMap(([{ scheme, fsPath }, uri]) => (scheme === 'file' ? [[fsPath, uri] as const] : [])),
  );
  const states = await gitStatesOf([...files.keys()], async (folder, parts, input) =>
    runGit(folder, parts, input, signal),
  );
  return new Map([...states].map(([file, state]) => [files.get(file) ?? '', state]));
}
