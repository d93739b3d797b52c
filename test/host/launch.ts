import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeExit } from './childProcesses';
import type { EditorOptions, EditorVersion } from './editorOptions';
import { writeUserSettings } from './userSettings';

/** One start of one editor with nothing left to decide. Plain data: it travels to the process that runs the tests. */
export interface Launch {
  readonly version: EditorVersion;
  readonly kind: 'desktop' | 'web';
  /** The desktop's executable; undefined for the web kind. */
  readonly executable: string | undefined;
  readonly extensionDevelopmentPath: readonly string[];
  readonly extensionTestsPath: string | undefined;
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly trust: 'disabled' | 'restricted';
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly picturesDir: string;
  readonly deviceScaleFactor: 1 | 2;
}

/** Makes the folders and the user settings of a launch. `removeFolders` removes what the caller did not name. */
export async function prepareLaunch(
  options: EditorOptions,
  extensionTestsPath: string | undefined,
): Promise<{ launch: Launch; removeFolders: () => Promise<void> }> {
  const temporary =
    options.userDataDir === undefined ? await mkdtemp(path.join(os.tmpdir(), 'nomba-host-')) : undefined;
  const userDataDir = options.userDataDir ?? temporary ?? '';
  const forget =
    temporary === undefined
      ? () => undefined
      : beforeExit(() => {
          rmSync(temporary, { recursive: true, force: true });
        });
  const launch: Launch = {
    version: options.version,
    kind: options.host.kind,
    executable: options.host.kind === 'desktop' ? options.host.executable : undefined,
    extensionDevelopmentPath: [options.extensionDevelopmentPath].flat(),
    extensionTestsPath,
    workspace: options.workspace,
    environment: options.environment ?? {},
    trust: options.trust ?? 'disabled',
    userDataDir,
    extensionsDir: options.extensionsDir ?? path.join(userDataDir, 'extensions'),
    picturesDir: options.picturesDir ?? path.join(userDataDir, 'pictures'),
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
  };
  await mkdir(launch.extensionsDir, { recursive: true });
  await mkdir(launch.picturesDir, { recursive: true });
  await writeUserSettings({ ...options, kind: launch.kind }, userDataDir);
  return {
    launch,
    async removeFolders() {
      if (temporary !== undefined) {
        await rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
      forget();
    },
  };
}
