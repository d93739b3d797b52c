import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NombaTokenEndpoint } from '../../src/nomba/nombaTokenEndpoint';
import type { TransportOutcome, TransportRequest } from '../../src/nomba/transport';
import { identityKey, identityOf, type Profile } from '../../src/profiles/profile';
import { Secret } from '../../src/profiles/secret';
import { TokenManager } from '../../src/tokens/tokenManager';
import { formatTokenRecord } from '../../src/tokens/tokenRecord';
import { secretKeys } from '../../src/vscode/editorSecrets';
import { RenewalLockFile } from '../../src/vscode/renewalLockFile';
import { ResilientSecrets } from '../../src/vscode/resilientSecrets';
import { SecretIndex } from '../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../src/vscode/secretTokenStore';
import { SharedFailureFiles } from '../../src/vscode/sharedFailureFiles';
import { statusBarContent } from '../../src/vscode/statusBarContent';
import { FakeClock, settled } from '../fakes/fakeClock';
import { FaultySecretStorage } from '../fakes/faultySecretStorage';
import { RecordingLogger } from '../fakes/recordingLogger';
import { testIdentity } from '../fakes/tokenSets';
import { Sightings } from './sightings';
import { talkativeStorage } from './talkativeStorage';

const minute = 60_000;

/** All that must not be seen. */
export interface WorldSecrets {
  readonly clientSecret: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** What Nomba brings. */
  readonly newAccessToken: string;
  readonly newRefreshToken: string;
  /** What the user enters. */
  readonly newClientSecret: string;
}

export const operations = {
  get: async ({ tokens, identity }) => tokens.get(identity, { byUser: true }),
  getInBackground: async ({ tokens, identity }) => tokens.get(identity),
  keepAlive: async ({ tokens, identity }) => tokens.keepAlive(identity),
  issue: async ({ tokens, identity }) => tokens.issue(identity, true),
  refresh: async ({ tokens, identity }) => tokens.refresh(identity),
  revoke: async ({ tokens, identity }) => tokens.revoke(identity, new AbortController().signal),
  forget: async ({ tokens, identity }) => tokens.forget(identity),
  setClientSecret: async ({ tokens, identity, clientSecrets, secrets }) => {
    await clientSecrets.write(identity, new Secret(secrets.newClientSecret));
    tokens.credentialsChanged(identity);
  },
} as const satisfies Readonly<Record<string, (world: SecrecyWorld) => Promise<unknown>>>;

export type Operation = keyof typeof operations;

/** One window with everything real but the editor, the time and the network; it keeps all that anybody could see of it, by where that is. */
export class SecrecyWorld {
  readonly secrets: WorldSecrets;
  readonly clock = new FakeClock();
  readonly storage = new FaultySecretStorage(this.clock);
  readonly logger = new RecordingLogger();
  readonly profile: Profile = { name: 'shop', environment: 'sandbox', ...testIdentity };
  readonly identity = identityOf(this.profile);
  readonly tokens: TokenManager;
  readonly clientSecrets: StoredClientSecrets;
  readonly folder: string;
  /** What becomes of a call. */
  post: (request: TransportRequest) => Promise<TransportOutcome> = async () =>
    Promise.resolve({ outcome: 'unreachable' });
  /** What is told beside the fact when a secret could not be stored; for the test of the search. */
  saidOfStorage = '';
  readonly #resilient: ResilientSecrets;
  readonly #sightings = new Sightings();

  /** @param tokenAge ms of the stored token, which lives for 30 minutes. */
  static async open(secrets: WorldSecrets, tokenAge = minute): Promise<SecrecyWorld> {
    return new SecrecyWorld(secrets, tokenAge, await mkdtemp(path.join(tmpdir(), 'nomba-fault-secrecy-')));
  }

  private constructor(secrets: WorldSecrets, tokenAge: number, folder: string) {
    this.secrets = secrets;
    this.folder = folder;
    const { clock, logger } = this;
    this.#resilient = new ResilientSecrets({
      secrets: talkativeStorage(this.storage, JSON.stringify(secrets)),
      clock,
      logger,
      notKept: (...told: readonly unknown[]) => {
        this.see('not kept', [...told, this.saidOfStorage]);
      },
    });
    const lock = new RenewalLockFile(folder, logger);
    const index = new SecretIndex(this.#resilient, lock);
    this.clientSecrets = new StoredClientSecrets(this.#resilient, index);
    const transport = {
      post: async (request: TransportRequest) => {
        // While the lock is held.
        this.#seeFolder();
        return this.post(request);
      },
    };
    this.tokens = new TokenManager({
      endpoint: new NombaTokenEndpoint({
        transport: async () => Promise.resolve(transport),
        clock,
        logger,
        timeout: () => 15_000,
      }),
      store: new SecretTokenStore(this.#resilient, index, logger, (...told: readonly unknown[]) => {
        this.see('unreadable', told);
      }),
      clientSecrets: this.clientSecrets,
      lock,
      failures: new SharedFailureFiles(folder),
      clock,
      logger,
      leadTime: () => 5 * minute,
      random: () => 0,
    });
    this.tokens.onDidChange(() => {
      this.seeWindow();
    });
    this.#fillStorage(clock.now() - tokenAge);
  }

  /** An operation from its beginning to its end, with all that can be seen of it. Lets time pass while nothing else happens. */
  async run(operation: Operation): Promise<void> {
    const work = operations[operation](this).then(
      (result: unknown) => {
        this.see('result', result);
      },
      (error: unknown) => {
        this.see('error', error);
      },
    );
    const progress = { hasEnded: false };
    void work.then(() => {
      progress.hasEnded = true;
    });
    while (!progress.hasEnded) {
      const [next] = this.clock.waiting;
      await (next === undefined ? settled() : this.clock.advance(next));
    }
    this.seeWindow();
    this.#seeFolder();
  }

  /** Keeps what can be read of a value. */
  see(place: string, value: unknown): void {
    this.#sightings.see(place, value);
  }

  /** Keeps what the window shows, and what a debugger or a crash report would print of its objects. */
  seeWindow(profile = this.profile): void {
    const { tokens, clock, clientSecrets } = this;
    const snapshot = tokens.snapshot(this.identity);
    this.see('snapshot', snapshot);
    this.see('status bar', statusBarContent(profile, snapshot, clock.now(), true));
    this.see('recent failures', tokens.recentFailures);
    this.see('objects', [tokens, clientSecrets, this.#resilient]);
  }

  /** Where there is a piece of which secret. */
  findings(): readonly string[] {
    for (const { level, message } of this.logger.lines) {
      this.see(`log, ${level}`, message);
    }
    return this.#sightings.findings({ ...this.secrets });
  }

  async close(): Promise<void> {
    this.#seeFolder();
    this.tokens.dispose();
    this.#resilient.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }

  #seeFolder(): void {
    this.#sightings.seeFolder('folder of locks', this.folder);
  }

  #fillStorage(issuedAt: number): void {
    const { values } = this.storage;
    const { clientSecret, accessToken, refreshToken } = this.secrets;
    const key = identityKey(this.identity);
    const tokenSet = {
      identity: this.identity,
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      issuedAt,
      expiresAt: issuedAt + 30 * minute,
    };
    values.set(secretKeys.index, JSON.stringify([key]));
    values.set(secretKeys.clientSecret(key), clientSecret);
    values.set(secretKeys.tokenSet(key), formatTokenRecord(tokenSet));
  }
}
