import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { startBrowser } from './browser';
import type { Launch } from './launch';
import { prepareWeb } from './webInstallation';
import { startWebServer } from './webServer';
import { waitForWorkbench, type RunningEditor } from './window';

/** What the workbench itself says in every run; the lines of the tests come through the same channel. */
const workbenchChatter =
  /^(?:Resolv(?:ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Updating additional builtin|Ignoring fetching additional builtin|\[Service Worker\]|ChatSessionStore|Creation of workbench contribution|The file is not displayed in the text editor because it is very large|Canceled: Canceled|\[AgentHost|\[AccountPolicyGate)/;

/**
 * Half of the key that SecretStorage is encrypted with at rest; the other half is made by the window. The workbench asks code-server's wrapper for it,
 * which does not run here; without an answer it keeps secrets in memory and loses them when the window reloads.
 */
const secretStorageKey = randomBytes(32);

/** Starts VS Code's server and opens its workbench in the headless browser. */
export async function startWebEditor(
  launch: Launch,
  onOutput: (line: string) => void,
  log: (line: string) => void,
): Promise<RunningEditor> {
  const installation = await prepareWeb(launch.version, log);
  const server = await startWebServer(installation, launch);
  try {
    const browser = await startBrowser(installation, launch);
    const end = async (): Promise<void> => {
      await browser.close();
      await server.end();
    };
    try {
      await browser.route('**/mint-key', async (route) => route.fulfill({ body: secretStorageKey }));
      let finish: (exitCode: number) => void;
      const testRun = new Promise<number>((resolve) => {
        finish = resolve;
      });
      // The workbench looks for these two on the page when it runs extension tests.
      await browser.exposeFunction('codeAutomationExit', (exitCode: number) => {
        finish(exitCode);
      });
      await browser.exposeFunction('codeAutomationLog', (_level: string, parts: readonly unknown[]) => {
        const line = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ');
        if (!workbenchChatter.test(line)) {
          onOutput(line);
        }
      });
      const open = async (page: Page): Promise<Page> => {
        await page.goto(server.url);
        await waitForWorkbench(page);
        return page;
      };
      const [first] = browser.pages();
      const page = await open(first ?? (await browser.newPage()));
      return { page, url: server.url, newWindow: async () => open(await browser.newPage()), testRun, end };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await server.end();
    throw error;
  }
}
