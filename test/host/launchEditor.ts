import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import type { Page } from 'playwright-core';
import type { EditorOptions, TestRunOptions } from './editorOptions';
import { prepareLaunch, type Launch } from './launch';
import { startEditor } from './startEditor';
import {
  startFailedExitCode,
  testRunVariable,
  timeoutExitCode,
  timeoutPicture,
  type TestRun,
} from './testRun';
import { prepareWeb } from './webInstallation';

/** An open window of a real VS Code. */
export interface OpenEditor {
  readonly kind: 'desktop' | 'web';
  /** The window, driven by playwright. */
  readonly page: Page;
  /** Where a person can open the same workspace in their own browser; undefined for a desktop. */
  readonly url: string | undefined;
  readonly userDataDir: string;
  /** Opens another window on the same workspace, with an extension host of its own. */
  newWindow(): Promise<Page>;
  /** Photographs the first window into `<picturesDir>/<name>.png`. @returns the file's absolute path */
  picture(name: string): Promise<string>;
  /** Ends the editor and removes the temporary folders. */
  close(): Promise<void>;
}

const defaultTimeoutMs = 4 * 60_000;

/**
 * Runs test code inside the extension host of a real VS Code, through `runTests` of @vscode/test-electron for both kinds. What the tests print goes to
 * this process's stdout.
 *
 * @throws Error with one sentence when the tests fail, do not end in time, or the editor cannot be started
 */
export async function runInEditor(options: TestRunOptions): Promise<void> {
  const log = options.log ?? printLine;
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  await installFor(options, log);
  const { launch, removeFolders } = await prepareLaunch(options, options.extensionTestsPath);
  const { version, kind, executable, environment, trust, picturesDir, deviceScaleFactor } = launch;
  const run: TestRun = {
    launch: { version, kind, executable, environment, trust, picturesDir, deviceScaleFactor },
    timeoutMs,
  };
  try {
    await runTests({
      // A Node process of ours in the place of VS Code's executable; it starts the editor and lives as long as the tests.
      vscodeExecutablePath: process.execPath,
      launchArgs: [
        `--import=${pathToFileURL(require.resolve('tsx')).href}`,
        path.join(__dirname, 'testRunProcess.ts'),
        launch.workspace,
        `--user-data-dir=${launch.userDataDir}`,
        `--extensions-dir=${launch.extensionsDir}`,
      ],
      extensionDevelopmentPath: [...launch.extensionDevelopmentPath],
      extensionTestsPath: options.extensionTestsPath,
      extensionTestsEnv: { [testRunVariable]: JSON.stringify(run) },
    });
  } catch (error) {
    throw new Error(explain(error, launch, timeoutMs), { cause: error });
  } finally {
    await removeFolders();
  }
}

/** Opens a window and leaves it open until `close` is called or this process ends. */
export async function openEditor(options: EditorOptions): Promise<OpenEditor> {
  const log = options.log ?? printLine;
  await installFor(options, log);
  const { launch, removeFolders } = await prepareLaunch(options, undefined);
  try {
    const editor = await startEditor(launch, () => undefined, log);
    return {
      kind: launch.kind,
      page: editor.page,
      url: editor.url,
      userDataDir: launch.userDataDir,
      newWindow: async () => editor.newWindow(),
      async picture(name) {
        const file = path.join(launch.picturesDir, `${name}.png`);
        await editor.page.screenshot({ path: file });
        return file;
      },
      async close() {
        await editor.end();
        await removeFolders();
      },
    };
  } catch (error) {
    await removeFolders();
    throw error;
  }
}

/** Installs first, so that the minutes a download may take are not counted as the run's. */
async function installFor(options: EditorOptions, log: (line: string) => void): Promise<void> {
  if (options.host.kind === 'web') {
    await prepareWeb(options.version, log);
  }
}

function explain(error: unknown, launch: Launch, timeoutMs: number): string {
  const editor = `VS Code ${launch.version} (${launch.kind})`;
  const code = error instanceof TestRunFailedError ? error.code : undefined;
  switch (code) {
    case timeoutExitCode:
      return `The tests in ${editor} did not end within ${timeoutMs / 1000} s; the last picture is ${path.join(launch.picturesDir, timeoutPicture)}.`;
    case startFailedExitCode:
      return `${editor} could not be started; the reason is above.`;
    default:
      return `The tests in ${editor} failed: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function printLine(line: string): void {
  console.log(line);
}
