import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { CommandId, NombaApi } from '../../../src/contributions';
import { identityKey, identityOf, type Profile } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { formatTokenRecord } from '../../../src/tokens/tokenRecord';
import { secretKeys } from '../../../src/vscode/editorSecrets';
import { FakeClock } from '../../fakes/fakeClock';
import { FaultySecretStorage } from '../../fakes/faultySecretStorage';
import { FakeTerminalEnvironment } from '../../fakes/fakeTerminalEnvironment';
import { testIdentity } from '../../fakes/tokenSets';
import type { RandomSource } from '../schedules/randomSource';
import { Sightings } from '../sightings';
import { talkativeStorage } from '../talkativeStorage';
import { commandCalls } from './commandCalls';
import type { Desk } from './desk';
import type { Failure } from './failures';
import type { LoadedExtension } from './loadExtension';
import { WorkspaceFolder } from './workspaceFolder';

const minute = 60_000;
/** ms of real time. Nothing here takes a second. */
const tooLong = 20_000;
/** A real variable: the extension host's environment is what it shares tokens by. */
const sharedVariable = 'NOMBA_ACCESS_TOKEN';

/** All that must not be seen. */
export interface CommandSecrets extends Readonly<Record<string, string>> {
  readonly clientSecret: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** What Nomba brings. */
  readonly newAccessToken: string;
  readonly newRefreshToken: string;
  /** What the user enters, and has in a `.env` file. */
  readonly newClientSecret: string;
  readonly proxyPassword: string;
}

export interface WindowOptions {
  readonly extension: LoadedExtension;
  readonly secrets: CommandSecrets;
  readonly failure: Failure;
  readonly random: RandomSource;
  /** Where the profile leads to. */
  readonly baseUrl: string;
  /** For files of its own, which it leaves there: one that waits for a lock would wait for long if the folder were gone. */
  readonly folder: string;
  readonly seen: Sightings;
  readonly given: Sightings;
  /** The profile is one of production. Nothing may then be sent. */
  readonly isProduction: boolean;
}

/** A window of a user who has a profile, with a secret and a token that are stored. */
export class CommandWindow {
  readonly desk: Desk;
  readonly #options: WindowOptions;
  readonly #folder: string;
  readonly storage: FaultySecretStorage;
  readonly terminals = new FakeTerminalEnvironment();
  readonly #formerEnvironment = { ...process.env };
  #api: NombaApi | undefined;

  static async open(options: WindowOptions): Promise<CommandWindow> {
    const folder = await mkdtemp(path.join(options.folder, 'window-'));
    const window = new CommandWindow(options, folder);
    await window.#start();
    return window;
  }

  private constructor(options: WindowOptions, folder: string) {
    const { random, seen, given, baseUrl, secrets, failure, isProduction } = options;
    this.#options = options;
    this.#folder = folder;
    const clock = new FakeClock(Date.now());
    this.storage = new FaultySecretStorage(clock);
    const { clientId, accountId } = testIdentity;
    const profile: Profile = {
      name: 'shop',
      ...(isProduction ? { environment: 'production' } : { environment: 'custom', baseUrl }),
      clientId,
      accountId,
    };
    this.#fillStorage(profile, clock.now() - random.oneOf([1, 26, 40]) * minute);
    const beside = failure.profiles?.(secrets.clientSecret) ?? [];
    const profiles = Array.isArray(beside) ? [...(beside as readonly unknown[]), profile] : beside;
    const proxy = `http://user:${encodeURIComponent(secrets.proxyPassword)}@127.0.0.1:1`;
    this.desk = {
      clock,
      random,
      seen,
      given,
      settings: new Map<string, unknown>([
        ['nomba.profiles', profiles],
        ['nomba.shareWithTerminals', random.oneOf([true, false])],
        ['nomba.httpFile.sendWith', random.oneOf(['restClient', 'httpYac', 'ask'])],
        ['http.proxy', random.oneOf([proxy, `${proxy}/path`, proxy.replace('http://', '')])],
      ]),
      fault: failure.editor,
      tale: JSON.stringify(secrets),
      clientSecret: secrets.newClientSecret,
      baseUrl,
      folder: new WorkspaceFolder(path.join(folder, 'workspace'), { random, baseUrl, secrets }),
      clients: random.oneOf([
        [],
        ['humao.rest-client'],
        ['anweber.vscode-httpyac'],
        ['humao.rest-client', 'anweber.vscode-httpyac'],
      ]),
      clicks: isProduction ? 0 : 1,
      commands: [],
      wantsLiteral: false,
    };
  }

  /** Runs a command, without asking where it can. What the user clicks then is part of it. */
  async call(id: CommandId, isAsking: boolean): Promise<void> {
    const { desk } = this;
    const { seen, given } = desk;
    const { commands, idle } = this.#options.extension.standIn;
    const call = commands.executeCommand(id, isAsking ? undefined : commandCalls[id](desk));
    await this.#finish(
      id,
      call.then(
        (result) => {
          (id === 'nomba.getAccessToken' ? given : seen).see('results', result);
        },
        (error: unknown) => {
          seen.see('errors', error);
        },
      ),
    );
    await this.#finish(`what ${id} left running`, idle());
    desk.folder.see(seen, given);
  }

  /** The token comes to its end, and another extension asks for one. */
  async growOld(): Promise<void> {
    const { clock, seen, given } = this.desk;
    // The machine sleeps, and the timers go off soon after it wakes up.
    clock.jump(26 * minute);
    await clock.advance(minute / 2);
    await this.#finish(
      'the API',
      (this.#api?.getAccessToken() ?? Promise.resolve()).then(
        (token) => {
          given.see('the API', token);
        },
        (error: unknown) => {
          seen.see('errors', error);
        },
      ),
    );
  }

  /** Ends the extension, when all that is left of it has been looked at. */
  async close(): Promise<void> {
    const { extension, random } = this.#options;
    const { seen, given, folder } = this.desk;
    await this.#finish('looking around', extension.standIn.lookAround(this.#curlCommand));
    if (random.below(20) === 0) {
      // Problems of requests are shown a quarter of a second after the last change.
      await elapsed(300);
    }
    for (const [name, value] of Object.entries(process.env)) {
      if (this.#formerEnvironment[name] !== value) {
        (name === sharedVariable ? given : seen).see('environment', `${name}=${value ?? ''}`);
      }
    }
    this.#seeTerminals(given);
    // What is still under way is to be seen, too, and has the longer time.
    await this.#finish('deactivate', extension.deactivate(), 200);
    for (const [key, value] of this.storage.values) {
      seen.see('keys of secrets', key);
      given.see('secret storage', value);
    }
    this.#seeTerminals(seen);
    await this.#emptied();
    folder.see(seen, seen);
    await mkdir(this.globalFolder, { recursive: true });
    seen.seeFolder('files', this.globalFolder);
  }

  /** What the editor gives the extension for files. */
  get globalFolder(): string {
    return path.join(this.#folder, 'global');
  }

  /** @param shared where the variable of the token is to be seen: while the window is open, it may be there. */
  #seeTerminals(shared: Sightings): void {
    const { seen } = this.desk;
    const { variables, description, persistent } = this.terminals;
    seen.see('terminals', description);
    for (const [name, value] of Object.entries(variables)) {
      // What persists the editor writes to the disk.
      (name === sharedVariable && !persistent ? shared : seen).see('terminals', `${name}=${value}`);
    }
  }

  /** Waits until no token is in the files that are kept current; not for long, since one that is left there is to be seen. */
  async #emptied(): Promise<void> {
    for (const deadline = Date.now() + 5_000; Date.now() < deadline;) {
      const left = new Sightings();
      this.desk.folder.see(left, left);
      if (left.findings(this.#options.secrets).length === 0) {
        return;
      }
      await elapsed(20);
    }
  }

  /** What the user has copied from somewhere, with a token and a secret in it. */
  get #curlCommand(): string {
    const { accessToken, clientSecret } = this.#options.secrets;
    const body = JSON.stringify({ grant_type: 'client_credentials', client_secret: clientSecret });
    const words = [
      '-H',
      `Authorization: Bearer ${accessToken}`,
      'https://sandbox.nomba.com/v1/auth/token/issue',
      '-d',
      body,
    ];
    return `curl ${words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')}`;
  }

  async #start(): Promise<void> {
    const { extension, failure, secrets } = this.#options;
    const { standIn } = extension;
    await this.desk.folder.make();
    standIn.sitDown(this.desk);
    this.storage.faults = failure.storage ?? {};
    const context = {
      secrets: talkativeStorage(this.storage, JSON.stringify(secrets)),
      workspaceState: new standIn.Memento(),
      globalState: new standIn.Memento(),
      environmentVariableCollection: this.terminals,
      globalStorageUri: standIn.storageUri(this.globalFolder),
      extension: {
        extensionKind: standIn.ExtensionKind.Workspace,
        extensionUri: standIn.storageUri('/extension'),
        packageJSON: { version: '0.0.0' },
      },
      subscriptions: [],
    };
    const activation = extension.activate(context as unknown as vscode.ExtensionContext);
    await this.#finish('activate', activation);
    this.#api = await activation;
  }

  /**
   * @param name of the work, for an error.
   * @param patience ms of real time, of which calls on loopback take some, after which the clock goes on.
   * @throws what the work throws: whatever looks or ends after it would be passed over without a word.
   */
  async #finish(name: string, work: Promise<unknown>, patience = 8): Promise<void> {
    const ended = work.then(() => true);
    for (const startedAt = performance.now(); ;) {
      if (await Promise.race([ended, elapsed(patience).then(() => false)])) {
        return;
      }
      if (performance.now() - startedAt > tooLong) {
        throw new Error(`It does not end: ${name} (after ${this.desk.commands.join(', ')}).`);
      }
      await this.desk.clock.advance(this.desk.clock.waiting[0] ?? 0);
    }
  }

  #fillStorage(profile: Profile, issuedAt: number): void {
    const { clientSecret, accessToken, refreshToken } = this.#options.secrets;
    const { values } = this.storage;
    const identity = identityOf(profile);
    const key = identityKey(identity);
    values.set(secretKeys.index, JSON.stringify([key]));
    values.set(secretKeys.clientSecret(key), clientSecret);
    values.set(
      secretKeys.tokenSet(key),
      formatTokenRecord({
        identity,
        accessToken: new Secret(accessToken),
        refreshToken: new Secret(refreshToken),
        issuedAt,
        expiresAt: issuedAt + 30 * minute,
      }),
    );
  }
}

async function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
