import { writeFile } from 'node:fs/promises';
import { format } from 'node:util';
import * as vscode from 'vscode';
import { cleanUp } from './cleanUp';
import { allTexts, recordMessages } from './messages';
import { readRunFile, type RunResult, type Suite } from './runFile';
import { recordProgress } from './shownProgress';
import { observeStart } from './startOfRun';
import { textsSeen } from './windowText';

/** VS Code's own programs for searching files and for terminals: the npm package of 1.100.3 comes without them. */
const withPrograms = vscode.version.startsWith('1.100.')
  ? []
  : [
      async () => import('./terminals.test'),
      async () => import('./readmeExamples.test'),
      async () => import('./ownSecrets.test'),
      async () => import('./workspaceFix.test'),
    ];

/** Each is loaded once mocha's functions are there. */
const suites = {
  trusted: [
    async () => import('./activation.test'),
    async () => import('./profiles.test'),
    async () => import('./editProfile.test'),
    async () => import('./changeDuringCall.test'),
    async () => import('./tokens.test'),
    async () => import('./getAccessToken.test'),
    async () => import('./revoke.test'),
    async () => import('./arguments.test'),
    async () => import('./clipboard.test'),
    async () => import('./envFile.test'),
    async () => import('./sharing.test'),
    async () => import('./envFileSync.test'),
    async () => import('./settings.test'),
    async () => import('./workspaceSettings.test'),
    async () => import('./settingsFile.test'),
    async () => import('./httpFile.test'),
    async () => import('./requestEditor.test'),
    async () => import('./otherFiles.test'),
    async () => import('./statusBar.test'),
    async () => import('./sending.test'),
    async () => import('./doctor.test'),
    ...withPrograms,
  ],
  restricted: [
    async () => import('./restricted.test'),
    async () => import('./workspaceSettings.test'),
    async () => import('./envFile.test'),
    async () => import('./largeFiles.test'),
  ],
  strange: [
    async () => import('./workspaceSettings.test'),
    async () => import('./strangeNames.test'),
    async () => import('./largeFiles.test'),
  ],
  strangeRestricted: [
    async () => import('./workspaceSettings.test'),
    async () => import('./strangeNames.test'),
  ],
  // The outage first: what follows restarts the extension.
  badDays: [async () => import('./outage.test'), async () => import('./failingStorage.test')],
  clients: [async () => import('./sendRequest.test')],
  proxy: [async () => import('../proxy/proxy.test')],
} as const satisfies Record<Suite, readonly (() => Promise<unknown>)[]>;

/** What VS Code calls inside the extension host. The result goes to the launcher's file; a failed test does not reject. */
export async function run(): Promise<void> {
  const { suite, resultFile } = readRunFile();
  const { default: Mocha } = await import('mocha');
  // The host passes console calls on as they are, with the placeholders of the first argument unfilled.
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
    console.log(format(...parts));
  };
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: 20_000,
    forbidOnly: true,
    forbidPending: true,
  });
  recordMessages();
  recordProgress();
  await observeStart();
  await cleanUp();
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  mocha.suite.afterEach('leaves nothing behind', cleanUp);
  for (const load of suites[suite]) {
    await load();
  }
  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failures) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed: failures });
    });
  });
  const result: RunResult = { passed, failed, shown: [...allTexts(), ...textsSeen()] };
  await writeFile(resultFile, JSON.stringify(result));
}
