import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { bareEnvironment } from './environment';
import type { Launch } from './launch';
import type { WebInstallation } from './webInstallation';

/** Starts the headless browser with a profile below the launch's user data, so that everything it stores can be looked through. */
export async function startBrowser(installation: WebInstallation, launch: Launch): Promise<BrowserContext> {
  return chromium.launchPersistentContext(path.join(launch.userDataDir, 'browser'), {
    executablePath: installation.browser,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--no-proxy-server',
      // The workbench asks for its gallery and experiments; here nothing beyond this machine has an address.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
    env: {
      ...bareEnvironment(),
      HOME: path.join(launch.userDataDir, 'home'),
      LD_LIBRARY_PATH: installation.browserLibraries,
      FONTCONFIG_FILE: installation.fontConfiguration,
    },
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: launch.deviceScaleFactor,
    permissions: ['clipboard-read', 'clipboard-write'],
    // Signals are handled in one place for all children; the browser is ended when this process exits.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
