import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEmulator, type StartOptions } from '../emulator/server';
import type { Emulator } from '../emulator/emulator';
import { chooseHost } from '../host/chooseHost';
import { openEditor } from '../host/launchEditor';
import { userSettingsFile } from '../host/userSettings';
import { installClients, type StandInClient } from '../integration/clients/installClients';
import { installBuiltExtension } from '../installBuiltExtension';
import { Workbench } from './workbench';

const checkout = path.resolve(__dirname, '../..');

/** Where the pictures of the steps are left, in the checkout; Git ignores it. */
export const picturesDir = path.join(checkout, '.pictures', 'ui');

/** A box that is still fading in would be half a picture. The web kind saves files by itself unless told not to; the tests save. */
const quietSettings = {
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

/** A window with the extension installed, a workspace and an emulator that belong to it alone. */
export interface Session {
  readonly emulator: Emulator;
  readonly workbench: Workbench;
  /** The text of a file of the workspace, as it is on disk. */
  readonly workspaceFile: (name: string) => Promise<string>;
  /** The user settings, as they are on disk. */
  readonly userSettings: () => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  /** Begins the names of the pictures. */
  readonly name: string;
  /** The files of the workspace: names and texts. */
  readonly files?: Readonly<Record<string, string>>;
  readonly emulator?: StartOptions;
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** In the form of VS Code's keybindings.json. */
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[];
  readonly deviceScaleFactor?: 1 | 2;
  /** Other extensions that are installed. */
  readonly clients?: readonly StandInClient[];
}

/**
 * Opens VS Code 1.139.1 with the built extension (`node esbuild.mjs`) as users have it: installed, not loaded from source.
 *
 * @throws Error when no editor can be started on this machine
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const host = await chooseHost('1.139.1');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-ui-'));
  const emulator = await startEmulator(options.emulator ?? {});
  const cleanups = [
    async () => emulator.close(),
    async () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  ];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups) {
      await cleanup();
    }
  };
  try {
    const workspace = path.join(folder, 'requests');
    await writeFiles(workspace, options.files ?? {});
    const userDataDir = path.join(folder, 'user');
    const settingsFile = userSettingsFile(host.kind, userDataDir);
    await writeFiles(path.dirname(settingsFile), {
      'keybindings.json': JSON.stringify(options.keybindings ?? []),
    });
    const extensionsDir = await installBuiltExtension(path.join(folder, 'extensions'));
    await installClients(options.clients ?? [], extensionsDir);
    const editor = await openEditor({
      version: '1.139.1',
      host,
      workspace,
      userDataDir,
      picturesDir,
      extensionDevelopmentPath: [],
      extensionsDir,
      userSettings: { ...quietSettings, ...options.userSettings },
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
    });
    const workbench = new Workbench(editor.page, (picture) =>
      path.join(picturesDir, `${options.name}-${picture}.png`),
    );
    cleanups.unshift(async () => editor.close());
    await workbench.waitForCommand('Nomba: Add Profile…');
    return {
      emulator,
      workbench,
      workspaceFile: async (name) => readFile(path.join(workspace, name), 'utf8'),
      userSettings: async () =>
        JSON.parse(await readFile(settingsFile, 'utf8')) as Readonly<Record<string, unknown>>,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
  }
}
