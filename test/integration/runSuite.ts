import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildExtension } from '../buildExtension';
import { emulatorCredentials, type EmulatorClient } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { startEmulator, type Exchange } from '../emulator/server';
import { bundleForEditor } from '../host/bundleForEditor';
import { chooseHost, type Host } from '../host/chooseHost';
import type { EditorVersion } from '../host/editorOptions';
import { runInEditor } from '../host/launchEditor';
import { userSettingsFile } from '../host/userSettings';
import { addCounts, type TestCounts } from '../testCounts';
import { installClients, recordingClients } from './clients/installClients';
import { recordOutput } from './recordOutput';
import { runFileVariable, type RunFile, type RunResult, type Suite } from './runFile';
import { SecretSearch, type Finding, type Sought } from './secretSearch';
import { createStrangeWorkspace, createWorkspace } from './workspace';

const checkout = path.resolve(__dirname, '../..');
const ownBaseUrl = 'https://own.example';
const ownSubAccountId = 'the-users-own-sub-account';

/** The editor and the tests that run in it. */
export interface PreparedEditor {
  readonly version: EditorVersion;
  readonly host: Host;
  /** In the checkout, where the packages that it needs are found. */
  readonly bundle: string;
}

/** What a suite has around it beside the emulator. */
export interface Surroundings {
  /** For the extension host. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * @param emulator the suite's
 * @param left an empty folder that is searched for secrets in the end
 */
export type Surround = (emulator: Emulator, left: string) => Promise<Surroundings>;

const nothingElse: Surroundings = { environment: {}, close: async () => Promise.resolve() };

/** Builds the extension and the tests. */
export async function prepareEditor(version: EditorVersion): Promise<PreparedEditor> {
  const host = await chooseHost(version);
  console.log(host.sentence);
  await buildExtension();
  const bundle = path.join(checkout, '.host', 'tests', `integration-${version}.js`);
  await bundleForEditor(path.join(__dirname, 'index.ts'), bundle, ['mocha', 'httpyac']);
  return { version, host, bundle };
}

/** Runs one suite in a window of its own, and looks for secrets in everything that it left behind. */
export async function runSuite(
  editor: PreparedEditor,
  suite: Suite,
  surround: Surround = async () => Promise.resolve(nothingElse),
): Promise<TestCounts> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
  const clients = [clientWithCanary(emulatorCredentials), clientWithCanary(strangerTo(emulatorCredentials))];
  const issued: Sought[] = [];
  const emulator = await startEmulator({
    clients,
    onExchange: (exchange) => issued.push(...tokensIn(exchange)),
  });
  const left = path.join(folder, 'left');
  let surroundings: Surroundings | undefined;
  try {
    await mkdir(left);
    surroundings = await surround(emulator, left);
    const result = await runInFolder(editor, suite, surroundings.environment, folder, emulator);
    const sought = [
      ...clients.map(({ clientSecret }) => ({ name: 'a client secret', secret: clientSecret })),
      ...issued,
    ];
    const search = await checkForSecrets(sought, folder, result);
    return addCounts([result, search]);
  } finally {
    await surroundings?.close();
    await emulator.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Everything that the run leaves behind lies below `<folder>/left`. */
async function runInFolder(
  { version, host, bundle }: PreparedEditor,
  suite: Suite,
  environment: Surroundings['environment'],
  folder: string,
  emulator: Emulator,
): Promise<RunResult> {
  const [first, second] = emulator.clients;
  if (first === undefined || second === undefined) {
    throw new Error('The tests need two clients.');
  }
  const userDataDir = path.join(folder, 'left/user');
  const runFile: RunFile = {
    suite,
    baseUrl: emulator.baseUrl,
    controlUrl: emulator.controlUrl,
    clients: [first, second],
    ownBaseUrl,
    ownSubAccountId,
    userSettingsFile: userSettingsFile(host.kind, userDataDir),
    resultFile: path.join(folder, 'result.json'),
  };
  const file = path.join(folder, 'run.json');
  await writeFile(file, JSON.stringify(runFile));
  const isStrange = suite === 'strange' || suite === 'strangeRestricted';
  const workspace = await (isStrange ? createStrangeWorkspace : createWorkspace)(path.join(folder, 'left'));
  const picturesDir = path.join(checkout, '.pictures', `integration-${version}`);
  await mkdir(picturesDir, { recursive: true });
  const { accountId, clientId } = first;
  const extensionsDir = path.join(folder, 'extensions');
  await mkdir(extensionsDir);
  if (suite === 'clients') {
    await installClients(recordingClients, extensionsDir);
  }
  const output = await recordOutput(async () => {
    await runInEditor({
      version,
      host,
      extensionDevelopmentPath: checkout,
      extensionsDir,
      extensionTestsPath: bundle,
      workspace,
      userDataDir,
      picturesDir,
      trust: suite === 'restricted' || suite === 'strangeRestricted' ? 'restricted' : 'disabled',
      timeoutMs: 300_000,
      environment: {
        ...environment,
        [runFileVariable]: file,
        NOMBA_BASE_URL: ownBaseUrl,
        NOMBA_SUB_ACCOUNT_ID: ownSubAccountId,
      },
      userSettings: {
        'workbench.reduceMotion': 'on',
        'files.autoSave': 'off',
        // VS Code's own use of git, which complains of repositories that tests make and remove.
        'git.enabled': false,
        // There when the extension starts, without a secret: starting must not send anything.
        'nomba.profiles': [
          { name: 'sandbox', environment: 'custom', baseUrl: emulator.baseUrl, accountId, clientId },
        ],
      },
    }).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
    });
  });
  await writeFile(path.join(folder, 'left/console.txt'), output);
  const result = await readResult(runFile.resultFile);
  await writeFile(path.join(folder, 'left/shown.txt'), result.shown.join('\n'));
  return result;
}

/** A run that did not come to its end has failed. */
async function readResult(file: string): Promise<RunResult> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunResult;
  } catch {
    return { passed: 0, failed: 1, shown: [] };
  }
}

/**
 * Two tests: that the search finds a secret that was planted, and that it finds no other. SecretStorage needs no exception: the web kind keeps it in the memory
 * of the window, the desktop encrypts it.
 */
async function checkForSecrets(
  sought: readonly Sought[],
  folder: string,
  { shown }: RunResult,
): Promise<TestCounts> {
  const search = new SecretSearch(sought);
  const left = path.join(folder, 'left');
  const findings = await search.inFolder(left);
  for (const { place, name } of findings) {
    console.log(`  A piece of ${name} was found in ${place}.`);
  }
  const planted = path.join(left, 'planted.bin');
  await writeFile(planted, Buffer.from(`{"x":"${sought[0]?.secret.slice(3, 20) ?? ''}"}`, 'utf16le'));
  const expected: readonly Finding[] = [...findings, { place: 'planted.bin', name: 'a client secret' }];
  const foundAgain = await search.inFolder(left);
  const canFind = foundAgain.length === expected.length;
  console.log(
    `  Searched ${left} for ${sought.length} secrets after ${shown.length} texts on screen: ${findings.length} found; the planted one was ${canFind ? '' : 'not '}found.`,
  );
  const passed = (findings.length === 0 ? 1 : 0) + (canFind ? 1 : 0);
  return { passed, failed: 2 - passed };
}

function clientWithCanary(client: EmulatorClient): EmulatorClient {
  return { ...client, clientSecret: `canary-${randomBytes(32).toString('base64url')}` };
}

function strangerTo(client: EmulatorClient): EmulatorClient {
  return {
    ...client,
    clientId: '33333333-4444-4555-8666-777777777777',
    accountId: '44444444-5555-4666-8777-888888888888',
    subAccountId: '55555555-6666-4777-8888-999999999999',
  };
}

/** The signature of an access token is its secret part; the rest of it says what is no secret. Of a refresh token the time at its end is none. */
function tokensIn({ kind, response }: Exchange): readonly Sought[] {
  if (kind !== 'issue' && kind !== 'refresh') {
    return [];
  }
  const signature = /"access_token":"[^"]*\.([\w-]+)"/.exec(response.body)?.[1];
  const refreshToken = /"refresh_token":"([^"_]+)/.exec(response.body)?.[1];
  return [
    { name: 'an access token', secret: signature },
    { name: 'a refresh token', secret: refreshToken },
  ].flatMap(({ name, secret }) => (secret === undefined ? [] : [{ name, secret }]));
}
