import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EditorOptions } from './editorOptions';

/** What every run starts from: nothing leaves the machine, nothing pops up, and pictures look alike. */
const defaultUserSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'window.autoDetectColorScheme': false,
  'window.confirmBeforeClose': 'never',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** With Restricted Mode wanted, a dialog would cover the window and wait for an answer. */
const restrictedSettings: Readonly<Record<string, unknown>> = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** The file that the editor reads user settings from, and that `ConfigurationTarget.Global` writes to. */
export function userSettingsFile(kind: 'desktop' | 'web', userDataDir: string): string {
  return path.join(userDataDir, kind === 'web' ? 'server/data' : '', 'User/settings.json');
}

/** Writes the user settings of a run before the editor starts. */
export async function writeUserSettings(
  options: Pick<EditorOptions, 'userSettings' | 'trust'> & { readonly kind: 'desktop' | 'web' },
  userDataDir: string,
): Promise<void> {
  const file = userSettingsFile(options.kind, userDataDir);
  const settings = {
    ...defaultUserSettings,
    ...(options.trust === 'restricted' ? restrictedSettings : {}),
    ...options.userSettings,
  };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(settings, undefined, 2)}\n`);
}
