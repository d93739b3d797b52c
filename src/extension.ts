import * as vscode from 'vscode';
import { createApp, type App } from './app';
import type { NombaApi } from './contributions';
import { systemClock } from './vscode/systemClock';

let app: App | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<NombaApi> {
  const circumstances = new vscode.EventEmitter<undefined>();
  const changed = (): void => {
    circumstances.fire(undefined);
  };
  const log = vscode.window.createOutputChannel('Nomba', { log: true });
  app = createApp({
    secrets: context.secrets,
    workspaceState: context.workspaceState,
    globalState: context.globalState,
    log,
    clipboard: vscode.env.clipboard,
    terminalEnvironment: context.environmentVariableCollection,
    clock: systemClock,
    isFocused: () => vscode.window.state.focused,
    processEnvironment: process.env,
    lockFolder: vscode.Uri.joinPath(context.globalStorageUri, 'locks').fsPath,
    extension: context.extension,
    isWorkspaceTrusted: () => vscode.workspace.isTrusted,
    onDidChangeCircumstances: circumstances.event,
  });
  context.subscriptions.push(
    log,
    circumstances,
    vscode.workspace.onDidGrantWorkspaceTrust(changed),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('nomba')) {
        changed();
      }
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        changed();
      }
    }),
  );
  await app.start();
  return app.api;
}

/** Withdraws the token from the environment of the extension host, which other extensions go on using. VS Code waits a few seconds for it. */
export async function deactivate(): Promise<void> {
  await app?.dispose();
  app = undefined;
}
