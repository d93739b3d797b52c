import { setImmediate } from 'node:timers/promises';
import { Secret } from '../../../../src/profiles/secret';
import type { SecretKind } from '../../../../src/sharing/runningSearch';
import type { LabelledSecret } from '../../../../src/sharing/secretSearch';
import type { GitState } from '../../../../src/vscode/secretScan/gitStates';
import { crowdEnd } from '../../../../src/vscode/secretScan/crowd';
import { manyFiles } from '../../../../src/vscode/secretScan/fileScan';
import { SecretScan } from '../../../../src/vscode/secretScan/secretScan';
import { FakeClock } from '../../../fakes/fakeClock';

export const clientSecret = 'test-secret-of-the-shop';
export const otherSecret = 'test-secret-of-another-shop';
export const name = 'VITE_NOMBA_CLIENT_SECRET=';
/** Stands for a file that is not text. */
export const unreadable = 'unreadable';
export const none = { times: 0, files: 0 };

export function labelled(text: string, profile = 'shop', kind: SecretKind = 'client secret'): LabelledSecret {
  return { kind, profile, secret: new Secret(text) };
}

/** A window with a workspace of files by URI, and what is open. */
export class ScanWorld {
  readonly clock = new FakeClock();
  secrets: readonly LabelledSecret[] | 'unreadable' = [labelled(clientSecret)];
  readonly files = new Map<string, string>();
  readonly open = new Map<string, string>();
  readonly git = new Map<string, GitState>();
  /** Each text that was searched. */
  readonly searched: string[] = [];
  readonly asked: string[][] = [];
  /** The files that the extension keeps the token in. */
  readonly kept = new Set<string>();
  mayReadFiles = true;
  /** What is shown, by URI: `kind of profile line:character state`, or `name line:character`. */
  readonly shown = new Map<string, readonly string[]>();
  readonly progress: { cancel: () => void; hasEnded: boolean }[] = [];
  readonly failures: unknown[] = [];
  list: (signal: AbortSignal) => Promise<readonly string[]> = async () =>
    Promise.resolve([...this.files.keys()]);
  askGit: (signal: AbortSignal) => Promise<ReadonlyMap<string, GitState>> = async () =>
    Promise.resolve(this.git);
  /** What a file waits for to be read. */
  disk: Promise<void> = Promise.resolve();
  pauses = 0;
  onPause: () => void = () => undefined;
  readonly scan = new SecretScan({
    clock: {
      setTimer: (callback, delay) => this.clock.setTimer(callback, delay),
      // Each look takes a millisecond.
      uptime: () => (this.#uptime += 1),
    },
    pause: async () => {
      this.pauses += 1;
      this.onPause();
      return setImmediate();
    },
    readSecrets: async () =>
      this.secrets === 'unreadable' ? Promise.reject(new Error('no')) : Promise.resolve(this.secrets),
    openDocuments: () => [...this.open.keys()],
    openText: (uri) => {
      const text = this.open.get(uri);
      if (text !== undefined) {
        this.searched.push(uri);
      }
      return text;
    },
    canPublish: (uri) => uri.endsWith('.env'),
    mayReadFiles: () => this.mayReadFiles,
    listFiles: async (signal) => this.list(signal),
    readFile: (uri, isLong) => this.#read(uri, isLong),
    gitStates: async (uris, signal) => {
      this.asked.push([...uris]);
      return this.askGit(signal);
    },
    keepsToken: (uri) => this.kept.has(uri),
    show: (uri, found, state) => {
      if (found.length === 0) {
        this.shown.delete(uri);
      } else {
        this.shown.set(
          uri,
          found.map((one) => {
            const place = `${one.start.line}:${one.start.character}`;
            return one.code === 'own-secret'
              ? `${one.kind} of ${one.profile} ${place} ${state}`
              : `name ${place}`;
          }),
        );
      }
    },
    showProgress: (until, cancel) => {
      const shown = { cancel, hasEnded: false };
      this.progress.push(shown);
      void until.then(() => (shown.hasEnded = true));
    },
    failed: (error) => this.failures.push(error),
  });
  #uptime = 0;

  /** Lets the crowd end, and the work that it began. */
  async settle(): Promise<void> {
    await this.clock.advance(crowdEnd);
    await this.scan.scanned();
  }

  async *#read(uri: string, isLong: () => void): AsyncGenerator<string> {
    this.searched.push(uri);
    await this.disk;
    await setImmediate();
    const text = this.files.get(uri) ?? '';
    if (text.length > 1_000_000) {
      isLong();
    }
    if (text !== unreadable) {
      yield text;
    }
  }
}

export function manyFilesIn(world: ScanWorld): void {
  for (let number = 0; number <= manyFiles; number += 1) {
    world.files.set(`file:///${number}`, 'a');
  }
}

export function longFileIn(world: ScanWorld): void {
  world.files.set('file:///long', `${'a\n'.repeat(500_001)}${clientSecret}`);
}
