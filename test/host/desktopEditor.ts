import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startGroup, waitForOutput } from './childProcesses';
import { desktopEnvironment } from './environment';
import type { Launch } from './launch';
import { waitForWorkbench, type RunningEditor } from './window';

/** Starts a desktop VS Code and attaches to its window through Electron's debugging port, for pictures and keys. */
export async function startDesktopEditor(
  launch: Launch,
  executable: string,
  onOutput: (line: string) => void,
): Promise<RunningEditor> {
  const group = startGroup(
    executable,
    [
      launch.workspace,
      '--new-window',
      '--no-sandbox',
      '--disable-gpu-sandbox',
      '--disable-updates',
      '--disable-telemetry',
      '--skip-welcome',
      '--skip-release-notes',
      '--force-disable-user-env',
      // Without a keyring of its own a bare session would ask where to keep secrets.
      '--password-store=basic',
      '--remote-debugging-port=0',
      `--user-data-dir=${launch.userDataDir}`,
      `--extensions-dir=${launch.extensionsDir}`,
      ...(launch.trust === 'restricted' ? [] : ['--disable-workspace-trust']),
      ...launch.extensionDevelopmentPath.map((folder) => `--extensionDevelopmentPath=${folder}`),
      ...(launch.extensionTestsPath === undefined
        ? []
        : [`--extensionTestsPath=${launch.extensionTestsPath}`]),
    ],
    { cwd: path.dirname(launch.workspace), env: { ...desktopEnvironment(), ...launch.environment } },
  );
  const print = (chunk: Buffer): void => {
    onOutput(chunk.toString().trimEnd());
  };
  const testRun = new Promise<number>((resolve) => {
    group.process.once('exit', (exitCode) => {
      resolve(exitCode ?? 1);
    });
  });
  try {
    const debugging = await waitForOutput(group, /DevTools listening on (ws:\/\/\S+)/, 60_000);
    group.process.stdout?.on('data', print);
    group.process.stderr?.on('data', print);
    // Without the defaults nothing is asked of Electron that only a browser can do.
    const browser = await chromium.connectOverCDP(debugging[1] ?? '', { noDefaults: true });
    const page = await firstWindow(browser);
    return {
      page,
      url: undefined,
      async newWindow() {
        const opened = page.context().waitForEvent('page');
        await page.keyboard.press('ControlOrMeta+Shift+N');
        const window = await opened;
        await waitForWorkbench(window);
        return window;
      },
      testRun,
      async end() {
        await browser.close();
        await group.end();
      },
    };
  } catch (error) {
    await group.end();
    throw error;
  }
}

async function firstWindow(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) {
    throw new Error('The desktop offers no window to attach to.');
  }
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await waitForWorkbench(page);
  return page;
}
