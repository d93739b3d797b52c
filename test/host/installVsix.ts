import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';
import { run } from './childProcesses';
import type { Host } from './chooseHost';
import type { EditorVersion } from './editorOptions';
import { bareEnvironment, desktopEnvironment } from './environment';
import { prepareWeb } from './webInstallation';

const installTimeoutMs = 60_000;

/**
 * Installs a `.vsix` into an extensions folder, which a later `runInEditor` or `openEditor` takes as `extensionsDir`.
 *
 * @throws Error with the editor's own words when it refuses the file
 */
export async function installVsix(
  host: Host,
  version: EditorVersion,
  vsix: string,
  extensionsDir: string,
): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'nomba-vsix-'));
  const install = ['--install-extension', vsix, '--extensions-dir', extensionsDir];
  try {
    const result =
      host.kind === 'desktop'
        ? await run(
            resolveCliPathFromVSCodeExecutablePath(host.executable),
            [...install, '--user-data-dir', dataDir, '--no-sandbox'],
            { env: desktopEnvironment(), timeoutMs: installTimeoutMs },
          )
        : await installIntoWeb(version, [...install, '--server-data-dir', dataDir], dataDir);
    if (result.exitCode !== 0) {
      throw new Error(
        `VS Code ${version} did not install ${vsix} (${result.ending}): ${result.output.trim()}`,
      );
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function installIntoWeb(
  version: EditorVersion,
  parameters: readonly string[],
  home: string,
): ReturnType<typeof run> {
  const { node, serverMain } = await prepareWeb(version, () => undefined);
  return run(node, [serverMain, ...parameters, '--accept-server-license-terms', '--telemetry-level', 'off'], {
    env: { ...bareEnvironment(), HOME: home },
    timeoutMs: installTimeoutMs,
  });
}
