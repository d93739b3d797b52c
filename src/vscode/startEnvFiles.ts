import * as vscode from 'vscode';
import { EnvFileKeeper } from './envFileKeeper';
import type { EnvFileKeeping, StartedEnvFiles } from './envFileSync';
import { showWarning } from './showWarning';
import { workspaceFolders } from './workspaceFolders';

/**
 * The files that may be kept current, and what decides what git does with them. That VS Code tells of it is not certain: nobody watches what lies outside of the workspace, as a
 * repository can that the workspace is a folder of, and users can have `.git` left out. So the keeper looks once a minute as well, and the application when the window has the focus again;
 * this is for the commit that is made right after `.gitignore` was edited.
 */
const watched =
  '**/{.env,.env.*,.env-*,*.env,http-client.private.env.json,.gitignore,.git,.git/HEAD,.git/config,.git/index,.git/info/exclude}';

/** The keeper of files, with everything it needs of the editor. */
export function startEnvFiles(ports: EnvFileKeeping): StartedEnvFiles {
  const keeper = new EnvFileKeeper({ ...ports, folders: workspaceFolders, warn: showWarning });
  // Our own writing comes back from it, too: then all is well, and nothing is written.
  const watcher = vscode.workspace.createFileSystemWatcher(watched);
  const changed = (): void => {
    keeper.lookSoon();
  };
  const subscriptions = vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
    vscode.workspace.onDidChangeWorkspaceFolders(changed),
  );
  return {
    keeper,
    dispose: () => {
      subscriptions.dispose();
    },
  };
}
