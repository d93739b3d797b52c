import { FileRound } from './fileRound';
import type { Findings } from './findings';
import type { KnownSecrets } from './knownSecrets';
import { listInTime } from './listInTime';
import type { ScanResult, SecretScanPorts } from './secretScanPorts';
import { telling } from './telling';
import type { TextSearch } from './textSearch';
import { WaitingFiles } from './waitingFiles';
import { Worker } from './worker';

/** Files. A workspace with more of them takes a while. */
export const manyFiles = 5_000;

export interface FileScanParts {
  readonly secrets: KnownSecrets;
  readonly findings: Findings;
  readonly texts: TextSearch;
  /** Whether there is nothing to do that is more urgent than a file. */
  readonly mayGoOn: () => boolean;
}

/** Searches the files of the workspace, and those that change, one after the other. What is open is not its business. */
export class FileScan {
  readonly #ports: SecretScanPorts;
  readonly #parts: FileScanParts;
  readonly #round: FileRound;
  readonly #worker: Worker;
  /** All files of the workspace have to be searched. */
  #workspace = false;
  readonly #files = new WaitingFiles();
  #listing: Promise<void> | undefined;
  #isCancelled = false;

  constructor(ports: SecretScanPorts, parts: FileScanParts) {
    this.#ports = ports;
    this.#parts = parts;
    this.#round = new FileRound(ports.showProgress, () => {
      // Until somebody asks for it.
      this.#isCancelled = true;
      this.#giveUp({ outcome: 'cancelled' });
    });
    this.#worker = new Worker({
      next: (): Promise<void> | undefined => (parts.mayGoOn() ? this.#next() : undefined),
      failed: (error) => {
        // What was waiting would fail again.
        this.#giveUp({ outcome: 'cancelled' });
        ports.failed(error);
      },
      idle: () => {
        this.endIfDone();
      },
    });
  }

  dispose(): void {
    this.#giveUp({ outcome: 'cancelled' });
  }

  /** Whether files are searched only if somebody asks for it. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  addWorkspace(): void {
    this.#workspace ||= !this.#isCancelled;
  }

  /** A file was written or removed. So many at once, and all are searched anew. */
  addFile(uri: string): void {
    const { findings } = this.#parts;
    // What was found is to vanish with its file, which no listing has any more.
    const isFound = (one: string): boolean => findings.has(one);
    if (!this.#files.isFull || this.#files.hasChanged(uri) || isFound(uri)) {
      this.#files.add(uri);
    } else {
      this.#files.forgetChanged(isFound);
      this.addWorkspace();
    }
  }

  /** Searches the workspace because somebody has asked for it. To be run. */
  async ask(): Promise<ScanResult> {
    this.#isCancelled = false;
    this.#workspace = true;
    return this.#round.result();
  }

  run(): void {
    this.#worker.run();
  }

  /** Resolves when no file is being searched or listed. */
  async ended(): Promise<void> {
    await this.#worker.ended();
    if (this.#listing !== undefined) {
      await this.#listing;
      await this.ended();
    }
  }

  /** Tells whoever has asked, if everything is searched and shown. */
  endIfDone(): void {
    const isBusy = this.#worker.isBusy || this.#listing !== undefined;
    const isWanted = this.#workspace || !this.#files.isEmpty;
    if (!isBusy && !isWanted && this.#parts.mayGoOn() && this.#parts.findings.areShown) {
      this.#round.end(this.#result());
    }
  }

  #next(): Promise<void> | undefined {
    if (this.#workspace && this.#listing === undefined) {
      this.#list();
    }
    const uri = this.#files.take();
    return uri === undefined ? undefined : this.#search(uri);
  }

  #list(): void {
    this.#workspace = false;
    this.#round.begin();
    if (!this.#ports.mayReadFiles()) {
      return;
    }
    const { signal } = this.#round;
    this.#listing = listInTime(this.#ports.listFiles, signal, this.#ports.clock)
      .then(
        (files) => {
          this.#take(files);
        },
        (error: unknown) => {
          if (!signal.aborted) {
            this.#giveUp({ outcome: 'unlisted' });
            this.#ports.failed(error);
          }
        },
      )
      .finally(() => {
        this.#listing = undefined;
        this.run();
      });
  }

  #take(files: readonly string[]): void {
    this.#files.list(files);
    if (files.length > manyFiles) {
      this.#round.show();
    }
  }

  async #search(uri: string): Promise<void> {
    const { secrets, findings, texts } = this.#parts;
    const { search } = secrets;
    const found = await texts.find(uri, () => this.#piecesOf(uri), this.#round.signal);
    // The text of what was opened meanwhile counts, which others search.
    if (found === undefined || this.#ports.openDocuments().includes(uri)) {
      return;
    }
    findings.set(uri, found);
    if (search !== secrets.search) {
      this.#files.add(uri);
    }
  }

  #piecesOf(uri: string): Iterable<string> | AsyncIterable<string> {
    if (!this.#ports.mayReadFiles()) {
      return [];
    }
    const isLong = (): void => {
      this.#round.meetLongFile();
    };
    return telling(this.#ports.readFile(uri, isLong), () => {
      this.#round.searched.add(uri);
    });
  }

  #giveUp(result: ScanResult): void {
    this.#round.abort();
    this.#workspace = false;
    this.#files.clear();
    this.#round.end(result);
  }

  #result(): ScanResult {
    const { secrets, findings } = this.#parts;
    const names = findings.count('published-secret');
    if (secrets.search.isEmpty && (names.times === 0 || !secrets.isReadable)) {
      return { outcome: secrets.isReadable ? 'noSecrets' : 'unreadable' };
    }
    return {
      outcome: 'done',
      secrets: findings.count('own-secret'),
      names,
      searched: this.#round.searched.size,
    };
  }
}
