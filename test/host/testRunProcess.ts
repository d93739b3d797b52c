// Stands in for VS Code's executable when `runTests` of @vscode/test-electron starts it: takes the arguments that a VS Code takes, starts
// either kind of editor, prints what the tests print, and ends with their exit code.
import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Launch } from './launch';
import { startEditor } from './startEditor';
import {
  startFailedExitCode,
  testRunVariable,
  timeoutExitCode,
  timeoutPicture,
  type TestRun,
} from './testRun';

function readArguments(): Omit<Launch, keyof TestRun['launch']> {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
    },
  });
  const text = (value: unknown): string => {
    if (typeof value !== 'string') {
      throw new Error('An argument is missing: this process is started by runTests.');
    }
    return value;
  };
  return {
    extensionDevelopmentPath: (Array.isArray(values.extensionDevelopmentPath)
      ? values.extensionDevelopmentPath
      : []
    ).map(text),
    extensionTestsPath: text(values.extensionTestsPath),
    userDataDir: text(values['user-data-dir']),
    extensionsDir: text(values['extensions-dir']),
    workspace: text(positionals[0]),
  };
}

async function main(): Promise<number> {
  const { launch, timeoutMs } = JSON.parse(process.env[testRunVariable] ?? '') as TestRun;
  // The editor is none of the variable's business.
  Reflect.deleteProperty(process.env, testRunVariable);
  const print = (line: string): void => {
    console.log(line);
  };
  const editor = await startEditor({ ...launch, ...readArguments() }, print, print);
  const late = delay(timeoutMs, timeoutExitCode, { ref: false });
  const exitCode = await Promise.race([editor.testRun, late]);
  if (exitCode === timeoutExitCode) {
    // A window that hangs may not let itself be photographed; the timeout is what matters.
    await editor.page
      .screenshot({ path: path.join(launch.picturesDir, timeoutPicture), timeout: 10_000 })
      .catch((error: unknown) => {
        console.error(error);
      });
  }
  // Nor may a browser that does not close keep the result back; what it leaves is ended with this process.
  await Promise.race([editor.end(), delay(15_000, undefined, { ref: false })]);
  return exitCode;
}

// The parent's end of stdin closes when the parent is gone, however it went; the exit handlers then end the editor.
process.stdin.resume().once('end', () => process.exit(1));

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(startFailedExitCode);
  },
);
