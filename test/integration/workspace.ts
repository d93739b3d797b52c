import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SettingValues } from '../../src/contributions';

/** What a folder of bad intent would want to set. None of it may have an effect. */
export const hostileSettings: Partial<SettingValues> = {
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
  'nomba.httpFile.tokenStyle': 'literal',
  'nomba.shareWithHttpClients': 'always',
  'nomba.clipboard.clearAfterSeconds': 0,
};

/** Makes a workspace with these settings. */
export async function createWorkspace(folder: string): Promise<void> {
  await mkdir(path.join(folder, '.vscode'), { recursive: true });
  await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(hostileSettings));
}
