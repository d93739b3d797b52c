import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { identityKey, type Identity } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { identityFile } from '../../../src/vscode/identityFile';
import { SecretIndex } from '../../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../../src/vscode/secretTokenStore';
import { bearerFingerprint } from '../../emulator/calls';
import { emulatorCredentials } from '../../emulator/clients';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/server';
import { FakeRenewalLock } from '../../fakes/fakeRenewalLock';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { SharedSecretStorage, type ChangeEvents } from '../../process/sharedSecretStorage';
import type { WindowHistory } from './figures';
import type { Interval } from './intervals';
import { watchStalls } from './stalls';
import { TokenWatch } from './tokenWatch';
import { waitUntil } from './waiting';
import { WindowHandle } from './windowHandle';

/** Under what a scenario is played. All times in ms. */
export interface Conditions {
  readonly processes: number;
  readonly lifetime: number;
  readonly leadTime: number;
  /** As the extension ships, unless given: 15 s. */
  readonly requestTimeout?: number;
  /** As the extension ships, unless given: 10 s. */
  readonly stale?: number;
  /** By turns, the windows are told of changes in these ways; promptly unless given. */
  readonly events?: readonly ChangeEvents[];
  /** Each window has a store of its own. */
  readonly separateStores?: boolean;
}

/** ms that every call takes at the emulator: over the Internet it takes no less. */
const latency = 30;

/** The emulator in this process, one folder for the secrets and one for the locks, and the windows. */
export class Stage {
  readonly emulator: Emulator;
  readonly watch: TokenWatch;
  readonly identity: Identity;
  /** Those that have ended, too. */
  readonly windows: WindowHandle[] = [];
  readonly conditions: Conditions;
  readonly #stalls: Interval[] = [];
  readonly #stallWatch: NodeJS.Timeout;
  readonly #program: string;
  readonly #root: string;
  readonly #stale: number;

  private constructor(emulator: Emulator, program: string, root: string, conditions: Conditions) {
    const { clientId, accountId } = emulatorCredentials;
    this.emulator = emulator;
    this.watch = new TokenWatch(emulator);
    this.identity = { baseUrl: emulator.baseUrl, clientId, accountId };
    this.conditions = conditions;
    this.#stale = conditions.stale ?? 10_000;
    this.#program = program;
    this.#root = root;
    this.#stallWatch = watchStalls((stall) => {
      this.#stalls.push(stall);
    });
  }

  /** @param program the bundle of windowProcess.ts; the folders come beside it. */
  static async open(program: string, conditions: Conditions): Promise<Stage> {
    const emulator = await startEmulator({
      singleSession: true,
      rotateRefreshTokens: true,
      lifetimeMs: conditions.lifetime,
      latencyMs: latency,
    });
    const root = await mkdtemp(join(dirname(program), 'stage-'));
    return new Stage(emulator, program, root, conditions);
  }

  get living(): readonly WindowHandle[] {
    return this.windows.filter(({ isLiving }) => isLiving);
  }

  get lockFolder(): string {
    return join(this.#root, 'locks');
  }

  /** What the emulator was asked: `refresh 200`, `issue unanswered`. */
  get calls(): readonly string[] {
    return this.emulator.calls.map(({ kind, status }) => `${kind} ${status ?? 'unanswered'}`);
  }

  /** So many windows more, at the same time; resolves when each has looked into the store. */
  async openWindows(count = this.conditions.processes): Promise<readonly WindowHandle[]> {
    const { leadTime, requestTimeout = 15_000, events = ['prompt'] } = this.conditions;
    const opened: WindowHandle[] = [];
    for (let added = 0; added < count; added += 1) {
      const number = this.windows.length;
      const secretFolder = await this.#secretFolder(number);
      const window = new WindowHandle(this.#program, {
        identity: this.identity,
        secretFolder,
        lockFolder: this.lockFolder,
        leadTime,
        requestTimeout,
        stale: this.#stale,
        events: events[number % events.length] ?? 'prompt',
      });
      this.windows.push(window);
      opened.push(window);
    }
    await waitUntil('all windows are open', () => opened.every(({ latest }) => latest !== undefined), 60_000);
    return opened;
  }

  /** Opens all windows, and lets every one want a token at the same moment. */
  async start(): Promise<void> {
    const opened = await this.openWindows();
    await Promise.all(opened.map(async (window) => window.order('get')));
  }

  /** As a window finds them when it opens now. */
  storage(): { readonly tokens: SecretTokenStore; readonly clientSecrets: StoredClientSecrets } {
    const secrets = new SharedSecretStorage(join(this.#root, 'secrets'));
    const index = new SecretIndex(secrets, new FakeRenewalLock());
    return {
      tokens: new SecretTokenStore(secrets, index, new RecordingLogger(), () => undefined),
      clientSecrets: new StoredClientSecrets(secrets, index),
    };
  }

  /** bearerFingerprint() of the stored token. */
  async storedToken(identity = this.identity): Promise<string | undefined> {
    const stored = await this.storage().tokens.read(identity);
    return stored && bearerFingerprint(stored.accessToken.reveal());
  }

  /** The window whose process holds the lock of the identity now. */
  async lockHolder(): Promise<WindowHandle> {
    let holder: WindowHandle | undefined;
    await waitUntil('a window holds the lock', async () => {
      const pid = await this.#lockOwner();
      holder = this.windows.find((window) => window.pid === pid);
      return holder !== undefined;
    });
    if (holder === undefined) {
      throw new Error('Nobody holds the lock.');
    }
    return holder;
  }

  /** Whether each of the windows holds the token that is good at Nomba. */
  agree(windows: readonly WindowHandle[] = this.living): boolean {
    const { current } = this.watch;
    return current !== undefined && windows.every(({ latest }) => latest?.token === current);
  }

  /**
   * Resolves when the windows hold the good token, and none is busy.
   *
   * @param limit ms
   */
  async settled(windows: readonly WindowHandle[] = this.living, limit?: number): Promise<void> {
    await waitUntil(
      'every window has the living token',
      () => this.agree(windows) && windows.every(({ latest }) => latest?.state !== 'refreshing'),
      limit,
    );
  }

  /** Resolves when the windows hold another token than now, and it is the good one. */
  async renewed(windows: readonly WindowHandle[] = this.living): Promise<void> {
    const former = new Set(windows.map(({ latest }) => latest?.token));
    await waitUntil(
      'another token is there',
      () => this.agree(windows) && !former.has(this.watch.current),
      60_000,
    );
  }

  histories(): readonly WindowHistory[] {
    const now = Date.now();
    return this.windows.map(({ snapshots, stops, endedAt }) => ({ snapshots, stops, end: endedAt ?? now }));
  }

  /** When any of the processes could not run, this one with the emulator among them. */
  get stalls(): readonly Interval[] {
    return [...this.#stalls, ...this.windows.flatMap(({ stalls }) => stalls)];
  }

  /** How often a window could not run for about as long as its lock lives without a heartbeat. Whichever held the lock then has lost it. */
  get longStalls(): number {
    // The last heartbeat is a tenth of the lock's life old when a stall begins, or less.
    const long = 0.8 * this.#stale;
    return this.windows.flatMap(({ stalls }) => stalls.filter(({ from, to }) => to - from >= long)).length;
  }

  /** Closes the windows in order. @returns the locks that are left. */
  async closeWindows(): Promise<readonly string[]> {
    await Promise.all(this.living.map(async (window) => window.close()));
    const left = await readdir(this.lockFolder).catch(() => []);
    return left.filter((name) => name.endsWith('.lock'));
  }

  /** Ends whatever is left, by force. */
  async dispose(): Promise<void> {
    this.watch.dispose();
    clearInterval(this.#stallWatch);
    await Promise.all(this.living.map(async (window) => window.kill()));
    await this.emulator.close();
    await rm(this.#root, { recursive: true });
  }

  async #secretFolder(number: number): Promise<string> {
    const folder = join(
      this.#root,
      this.conditions.separateStores === true ? `secrets ${number}` : 'secrets',
    );
    if ((await mkdir(folder, { recursive: true })) !== undefined) {
      const secrets = new SharedSecretStorage(folder);
      const clientSecrets = new StoredClientSecrets(secrets, new SecretIndex(secrets, new FakeRenewalLock()));
      await clientSecrets.write(this.identity, new Secret(emulatorCredentials.clientSecret));
    }
    return folder;
  }

  async #lockOwner(): Promise<number | undefined> {
    // Not just any lock: the index of secrets has one, too.
    const lock = identityFile(this.lockFolder, identityKey(this.identity), 'lock');
    try {
      const [owner = ''] = await readdir(lock);
      const record = JSON.parse(await readFile(join(lock, owner), 'utf8')) as { pid: number };
      return record.pid;
    } catch {
      // Just being taken or released.
      return undefined;
    }
  }
}
