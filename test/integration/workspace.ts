import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SettingValues } from '../../src/contributions';

/** What a folder of bad intent would want to set: everything that a workspace must not. None of it may have an effect. */
export const hostileSettings: Omit<SettingValues, 'nomba.codeLens.enabled' | 'nomba.statusBar.visibility'> = {
  'nomba.profiles': [
    {
      name: 'stranger',
      environment: 'custom',
      baseUrl: 'https://stranger.example',
      accountId: '00000000-1111-4222-8333-444444444444',
      clientId: '00000000-1111-4222-8333-555555555555',
    },
  ],
  'nomba.defaultProfile': 'other',
  'nomba.autoRefresh.enabled': false,
  'nomba.autoRefresh.leadTimeMinutes': 60,
  'nomba.httpFile.tokenStyle': 'literal',
  'nomba.httpFile.sendWith': 'restClient',
  'nomba.shareWithHttpClients': 'always',
  'nomba.shareWithTerminals': true,
  'nomba.clipboard.clearAfterSeconds': 0,
  'nomba.requestTimeoutSeconds': 120,
  'nomba.diagnostics.severity': { 'own-secret': 'off', 'token-literal': 'off' },
};

/** Beside them, to show that VS Code has read the file. */
export const harmlessSetting = { key: 'editor.tabSize', value: 7 } as const;

/** A name that ends a sentence early, colours a terminal, and turns the direction of what follows. Windows takes only the last of these. */
const strangeName = process.platform === 'win32' ? 'a\u202Eb' : 'a.\n\u001B[31m\u202Eb';

/** @returns a folder below the given one, with these settings */
export async function createWorkspace(folder: string): Promise<string> {
  const workspace = path.join(folder, 'workspace');
  await writeSettings(workspace);
  return workspace;
}

/** @returns a `.code-workspace` file below the given folder, of two folders; it and both of them have these settings */
export async function createStrangeWorkspace(folder: string): Promise<string> {
  const names = [strangeName, 'other'];
  for (const name of names) {
    await writeSettings(path.join(folder, name));
  }
  const file = path.join(folder, 'strange.code-workspace');
  await writeFile(
    file,
    JSON.stringify({ folders: names.map((name) => ({ path: `./${name}` })), settings: allSettings() }),
  );
  return file;
}

async function writeSettings(folder: string): Promise<void> {
  await mkdir(path.join(folder, '.vscode'), { recursive: true });
  await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(allSettings()));
}

function allSettings(): Readonly<Record<string, unknown>> {
  return { ...hostileSettings, [harmlessSetting.key]: harmlessSetting.value };
}
