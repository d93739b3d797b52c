import path from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import type { EditorVersion } from './editorOptions';
import { cacheFolder } from './install';

/** A kind of editor that can be started here, and one sentence for people that says which and why. */
export type Host =
  | { readonly kind: 'desktop'; readonly sentence: string; readonly executable: string }
  | { readonly kind: 'web'; readonly sentence: string };

/** Which kind the caller would like. */
export type HostPreference = 'auto' | 'desktop' | 'web';

/** How long the download may stay silent before it counts as unreachable. */
const downloadSilenceMs = 10_000;

/** Reads the preference from `NOMBA_TEST_HOST`. @throws Error when it holds anything but `auto`, `desktop` or `web` */
function hostPreference(): HostPreference {
  const value = process.env['NOMBA_TEST_HOST'] ?? 'auto';
  if (value !== 'auto' && value !== 'desktop' && value !== 'web') {
    throw new Error(`NOMBA_TEST_HOST is "${value}"; it must be auto, desktop or web.`);
  }
  return value;
}

/**
 * Decides between a downloaded desktop VS Code and the web kind from npm packages.
 *
 * @throws Error when the kind that was asked for, or any kind at all, cannot run on this machine
 */
export async function chooseHost(
  version: EditorVersion,
  preference: HostPreference = hostPreference(),
): Promise<Host> {
  if (preference === 'web') {
    return webHost('NOMBA_TEST_HOST or the caller asked for it');
  }
  if (!hasDisplay()) {
    const reason = 'this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
    if (preference === 'desktop') {
      throw new Error(`A desktop VS Code cannot start: ${reason}.`);
    }
    return webHost(reason);
  }
  try {
    const executable = await downloadAndUnzipVSCode({
      version,
      cachePath: path.join(cacheFolder, 'desktop'),
      reporter: new SilentReporter(),
      timeout: downloadSilenceMs,
    });
    const sentence = `Desktop VS Code ${version}: a display and the download are there.`;
    return { kind: 'desktop', sentence, executable };
  } catch (error) {
    const reason = `the desktop cannot be downloaded (${error instanceof Error ? error.message : String(error)})`;
    if (preference === 'desktop') {
      throw new Error(`A desktop VS Code ${version} cannot start: ${reason}.`, { cause: error });
    }
    return webHost(reason);
  }

  function webHost(reason: string): Host {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Error(`VS Code ${version} cannot start: ${reason}, and the web kind needs Linux on x64.`);
    }
    return { kind: 'web', sentence: `Web VS Code ${version} in a headless browser: ${reason}.` };
  }
}

function hasDisplay(): boolean {
  return (
    process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY'])
  );
}
