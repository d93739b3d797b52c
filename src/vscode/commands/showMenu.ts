import * as vscode from 'vscode';
import type { CommandId } from '../../contributions';
import { identityOf } from '../../profiles/profile';
import type { Command } from '../command';
import type { Services } from '../services';
import { statusBarContent } from '../statusBarContent';

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: CommandId;
}

/** What a click on the status bar opens: what makes sense in the present state, most useful first. */
export const showMenu: Command<'nomba.showMenu'> = (services) => async () => {
  const { title, items } = menu(services);
  const picked = await vscode.window.showQuickPick<MenuItem>(items, {
    title,
    placeHolder: 'What do you want to do?',
  });
  if (picked?.command !== undefined) {
    await vscode.commands.executeCommand(picked.command);
  }
  return undefined;
};

function menu(services: Services): { title: string; items: readonly MenuItem[] } {
  const { profiles, tokens, sharing, envFiles, clock, settings } = services;
  const profile = profiles.active;
  const stopping: readonly MenuItem[] =
    envFiles.files.length > 0
      ? [{ label: '$(debug-stop) Stop keeping an env file current', command: 'nomba.stopSyncingEnvFile' }]
      : [];
  if (profile === undefined) {
    return {
      title: 'Nomba',
      items: [
        { label: '$(add) Add profile', command: 'nomba.addProfile' },
        { label: '$(file-code) Import from a .env file', command: 'nomba.importFromEnvFile' },
        ...stopping,
        { label: '$(output) Show log', command: 'nomba.showLog' },
        { label: '$(pulse) Run doctor', command: 'nomba.doctor' },
      ],
    };
  }
  const snapshot = tokens.snapshot(identityOf(profile));
  const { label } = statusBarContent(
    profile,
    snapshot,
    clock.now(),
    settings.get('nomba.autoRefresh.enabled'),
  );
  const { decision } = sharing;
  const withToken: readonly MenuItem[] = [
    { label: '$(play) Send the request at the cursor', command: 'nomba.sendRequest' },
    { label: '$(insert) Insert bearer token into the editor', command: 'nomba.insertBearerToken' },
    { label: '$(copy) Copy Authorization header', command: 'nomba.copyAuthorizationHeader' },
    { label: '$(copy) Copy access token', command: 'nomba.copyAccessToken' },
    { label: '$(sync) Refresh token', command: 'nomba.refreshToken' },
    { label: '$(search) Inspect token', command: 'nomba.inspectToken' },
    { label: '$(circle-slash) Revoke token', command: 'nomba.revokeToken' },
  ];
  return {
    title: label,
    items: [
      ...(snapshot.tokenSet === undefined
        ? [{ label: '$(key) Issue token', command: 'nomba.issueToken' } as const]
        : withToken),
      ...(decision?.share === false && decision.reason === 'production'
        ? [
            {
              label: '$(broadcast) Share production token with this window',
              command: 'nomba.shareProductionToken',
            } as const,
          ]
        : []),
      { label: 'Profiles', kind: vscode.QuickPickItemKind.Separator },
      { label: '$(arrow-swap) Switch profile', command: 'nomba.switchProfile' },
      { label: '$(edit) Edit profile', command: 'nomba.editProfile' },
      { label: '$(add) Add profile', command: 'nomba.addProfile' },
      { label: '$(file-code) Import from a .env file', command: 'nomba.importFromEnvFile' },
      { label: '$(lock) Set client secret', command: 'nomba.setClientSecret' },
      { label: '$(trash) Remove profile', command: 'nomba.removeProfile' },
      { label: 'Requests', kind: vscode.QuickPickItemKind.Separator },
      { label: '$(new-file) New request file', command: 'nomba.newRequestFile' },
      ...stopping,
      { label: '$(symbol-variable) Keep an env file current', command: 'nomba.syncEnvFile' },
      { label: 'More', kind: vscode.QuickPickItemKind.Separator },
      { label: '$(output) Show log', command: 'nomba.showLog' },
      { label: '$(pulse) Run doctor', command: 'nomba.doctor' },
      { label: '$(search) Find my secrets in this workspace', command: 'nomba.scanWorkspace' },
      { label: '$(clear-all) Erase all secrets', command: 'nomba.eraseAllSecrets' },
    ],
  };
}
