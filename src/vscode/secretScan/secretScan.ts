import { SecretSearch, type LabelledSecret } from '../../sharing/secretSearch';
import type { Disposable } from '../../tokens/ports';
import { Findings } from './findings';
import { telling } from './firstPiece';
import { findSecrets, type Found } from './findSecrets';
import { Pacer } from '../pacer';
import type { ScanResult, SecretScanPorts } from './secretScanPorts';
import { takeFrom, WorkList } from './workList';

/** ms. Whoever types does not want a squiggle in the middle of a word; and changes come in crowds. */
export const crowdEnd = 300;

/** ms. */
const longestCrowd = 3_000;

/** Files. A workspace with more of them takes a while. */
export const manyFiles = 5_000;

/** Files with secrets that git is asked about at a time. */
const manyUnasked = 100;

/**
 * Looks for the user's own secrets, and for secrets under names that are published, in what is open and in the files of the workspace: one thing after the other, the most urgent first, with a pause every few
 * milliseconds.
 */
export class SecretScan {
  readonly #ports: SecretScanPorts;
  readonly #work = new WorkList();
  readonly #findings: Findings;
  readonly #pacer: Pacer;
  readonly #abort = new AbortController();
  #search = new SecretSearch([]);
  #isReadable = true;
  /** URIs of documents in which somebody has just typed. */
  readonly #typed = new Set<string>();
  /** Which client secrets there are, by profile: the workspace is searched for one that is new. */
  #known: ReadonlySet<string> = new Set();
  #mayReadFiles = false;
  #timer: Disposable | undefined;
  /** Uptime in ms. */
  #crowdSince: number | undefined;
  /** What is being done. */
  #running: Promise<void> | undefined;
  #isCancelled = false;
  #files = new AbortController();
  #endFiles: (() => void) | undefined;
  #searched = 0;
  readonly #waiting: ((result: ScanResult) => void)[] = [];

  constructor(ports: SecretScanPorts) {
    this.#ports = ports;
    this.#findings = new Findings({
      gitStates: async (uris) => (ports.mayReadFiles() ? ports.gitStates(uris) : new Map()),
      keepsToken: ports.keepsToken,
      show: ports.show,
    });
    this.#pacer = new Pacer({ uptime: () => ports.clock.uptime(), pause: ports.pause });
  }

  dispose(): void {
    this.#abort.abort();
    this.#files.abort();
    this.#timer?.dispose();
    this.#endOfFiles({ outcome: 'cancelled' });
  }

  /** What was found in a text that is open or lies in a file. */
  found(uri: string): readonly Found[] {
    return this.#findings.of(uri);
  }

  /** Whether git is known not to ignore a file. */
  isNotIgnored(uri: string): boolean {
    return this.#findings.stateOf(uri) === 'notIgnored';
  }

  /** How serious a finding is may have changed. */
  showAgain(): void {
    this.#findings.showAgain();
  }

  /** What is stored, or whether files may be read, may have changed. @param everywhere a client secret has: it may be in files that were written long ago, as a token cannot. */
  secretsChanged(everywhere: boolean): void {
    this.#work.secrets = true;
    this.#work.workspace ||= everywhere && !this.#isCancelled;
    this.#soon();
  }

  documentChanged(uri: string): void {
    this.#typed.add(uri);
    this.#soon();
  }

  /** A file was written or removed, or is not open any more. */
  fileChanged(uri: string): void {
    // What was found in it is to vanish with it, even if nothing else is searched.
    if (!this.#isCancelled || this.#findings.of(uri).length > 0) {
      this.#work.addFile(uri);
      this.#soon();
    }
  }

  /** What git does with files may have changed. */
  gitChanged(): void {
    this.#work.git = true;
    this.#soon();
  }

  /** Searches everything now. */
  async scanWorkspace(): Promise<ScanResult> {
    this.#isCancelled = false;
    this.#work.secrets = true;
    this.#work.workspace = true;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#run();
    });
  }

  /** Resolves when nothing is being searched. */
  async scanned(): Promise<void> {
    await this.#running;
  }

  /** Files are not searched any more until somebody asks for it. */
  #cancel(): void {
    this.#isCancelled = true;
    this.#files.abort();
    this.#work.dropFiles();
    this.#endOfFiles({ outcome: 'cancelled' });
  }

  #soon(): void {
    const now = this.#ports.clock.uptime();
    this.#crowdSince ??= now;
    this.#timer?.dispose();
    // Something that never stops to change is searched now and then.
    const delay = Math.min(crowdEnd, Math.max(0, this.#crowdSince + longestCrowd - now));
    this.#timer = this.#ports.clock.setTimer(() => {
      this.#crowdSince = undefined;
      for (const uri of this.#typed) {
        this.#work.documents.add(uri);
      }
      this.#typed.clear();
      this.#run();
    }, delay);
  }

  #run(): void {
    this.#running ??= this.#workOff().finally(() => {
      this.#running = undefined;
    });
  }

  async #workOff(): Promise<void> {
    try {
      while (!this.#work.isEmpty && !this.#abort.signal.aborted) {
        await this.#next();
      }
    } catch (error) {
      // What was waiting would fail again.
      this.#work.dropFiles();
      this.#endOfFiles({ outcome: 'cancelled' });
      this.#ports.failed(error);
    }
  }

  async #next(): Promise<void> {
    const work = this.#work;
    if (work.secrets) {
      work.secrets = false;
      await this.#readSecrets();
    } else if (work.documents.size > 0) {
      await this.#searchText(takeFrom(work.documents) ?? '', this.#abort.signal);
    } else if (work.git) {
      work.git = false;
      await this.#findings.askGit(true);
    } else if (work.workspace) {
      await this.#listFiles();
    } else {
      await this.#searchText(takeFrom(work.files) ?? '', this.#files.signal, () => {
        this.#searched += 1;
      });
    }
    const { unasked } = this.#findings;
    if (unasked >= manyUnasked || (unasked > 0 && !work.hasTexts)) {
      await this.#findings.askGit();
    }
    if (!work.hasTexts) {
      this.#endOfFiles(this.#result());
    }
  }

  async #readSecrets(): Promise<void> {
    const secrets = await this.#ports.readSecrets().catch(() => undefined);
    this.#isReadable = secrets !== undefined;
    const mayReadFiles = this.#ports.mayReadFiles();
    const isFirstLook = mayReadFiles && !this.#mayReadFiles;
    this.#mayReadFiles = mayReadFiles;
    const isNew = secrets !== undefined && this.#lookFor(secrets);
    this.#work.workspace ||= (isFirstLook || isNew) && !this.#isCancelled;
    const open = new Set(this.#ports.openDocuments());
    for (const uri of open) {
      this.#work.documents.add(uri);
    }
    for (const uri of this.#findings.uris) {
      if (!open.has(uri)) {
        this.#work.addFile(uri);
      }
    }
  }

  /** @returns whether there is a client secret of a profile that had none. */
  #lookFor(secrets: readonly LabelledSecret[]): boolean {
    this.#search = new SecretSearch(secrets);
    const before = this.#known;
    const known = secrets.filter(({ kind }) => kind === 'client secret').map(({ profile }) => profile);
    this.#known = new Set(known);
    return known.some((profile) => !before.has(profile));
  }

  async #listFiles(): Promise<void> {
    this.#work.workspace = false;
    this.#searched = 0;
    const { signal } = this.#files;
    const files = this.#ports.mayReadFiles() ? await this.#ports.listFiles(signal) : [];
    if (signal.aborted) {
      return;
    }
    for (const uri of files) {
      this.#work.files.add(uri);
    }
    if (files.length > manyFiles) {
      this.#showProgress();
    }
  }

  /** @param isRead called once it turns out that there is a text. */
  async #searchText(uri: string, signal: AbortSignal, isRead?: () => void): Promise<void> {
    const names = this.#ports.canPublish(uri);
    const found =
      names || !this.#search.isEmpty
        ? await findSecrets(
            { secrets: this.#search, names },
            telling(this.#piecesOf(uri), isRead),
            this.#pacer,
            signal,
          )
        : [];
    if (found !== undefined && !this.#abort.signal.aborted) {
      this.#findings.set(uri, found);
    }
  }

  #piecesOf(uri: string): Iterable<string> | AsyncIterable<string> {
    const text = this.#ports.openText(uri);
    if (text !== undefined) {
      return [text];
    }
    const isLong = (): void => {
      this.#showProgress();
    };
    return this.#ports.mayReadFiles() ? this.#ports.readFile(uri, isLong) : [];
  }

  #result(): ScanResult {
    const names = this.#findings.count('published-secret');
    if (this.#search.isEmpty && (names.times === 0 || !this.#isReadable)) {
      return { outcome: this.#isReadable ? 'noSecrets' : 'unreadable' };
    }
    const secrets = this.#findings.count('own-secret');
    return { outcome: 'done', secrets, names, searched: this.#searched };
  }

  #showProgress(): void {
    if (this.#endFiles === undefined) {
      const until = new Promise<void>((resolve) => {
        this.#endFiles = resolve;
      });
      this.#ports.showProgress(until, () => {
        this.#cancel();
      });
    }
  }

  /** The files are searched, or will not be. */
  #endOfFiles(result: ScanResult): void {
    this.#files = this.#files.signal.aborted ? new AbortController() : this.#files;
    this.#endFiles?.();
    this.#endFiles = undefined;
    for (const resolve of this.#waiting.splice(0)) {
      resolve(result);
    }
  }
}
