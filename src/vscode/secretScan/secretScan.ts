import { Crowd } from './crowd';
import { FileScan } from './fileScan';
import { Findings } from './findings';
import type { Found } from './findSecrets';
import { KnownSecrets } from './knownSecrets';
import type { ScanResult, SecretScanPorts } from './secretScanPorts';
import { TextSearch } from './textSearch';
import { UriQueue } from './uriQueue';
import { Worker } from './worker';

/**
 * Looks for the user's own secrets, and for secrets under names that are published, in what is open and in the files of the workspace, with a pause every few milliseconds.
 * What is open comes first, and waits for no file, which may be long or on a disk that hangs.
 */
export class SecretScan {
  readonly #ports: SecretScanPorts;
  readonly #abort = new AbortController();
  readonly #crowd: Crowd;
  readonly #secrets: KnownSecrets;
  readonly #findings: Findings;
  readonly #texts: TextSearch;
  readonly #files: FileScan;
  /** Reads the secrets, and searches what is open. */
  readonly #urgent: Worker;
  /** The stored secrets have to be read anew. */
  #areSecretsOld = false;
  /** Git may do something else with the files by now. */
  #isGitOld = false;
  /** URIs of documents that are to be searched. */
  readonly #documents = new UriQueue();
  /** URIs of documents in which somebody has just typed. */
  readonly #typed = new Set<string>();
  /** URIs of files and folders that have just changed. */
  readonly #changed = new Set<string>();
  #mayReadFiles = false;

  constructor(ports: SecretScanPorts) {
    this.#ports = ports;
    const { signal } = this.#abort;
    this.#crowd = new Crowd(ports.clock, () => {
      this.#takeUp();
    });
    this.#secrets = new KnownSecrets(ports.readSecrets);
    this.#texts = new TextSearch(ports, this.#secrets);
    this.#findings = new Findings(ports, signal, () => {
      this.#files.endIfDone();
    });
    this.#urgent = new Worker({
      next: (): Promise<void> | undefined => (signal.aborted ? undefined : this.#next()),
      failed: ports.failed,
      idle: () => {
        this.#files.run();
      },
    });
    this.#files = new FileScan(ports, {
      secrets: this.#secrets,
      findings: this.#findings,
      texts: this.#texts,
      mayGoOn: () => !signal.aborted && !this.#urgent.isBusy,
    });
  }

  dispose(): void {
    this.#abort.abort();
    this.#crowd.dispose();
    this.#files.dispose();
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
    this.#areSecretsOld = true;
    if (everywhere) {
      this.#files.addWorkspace();
    }
    this.#crowd.add();
  }

  documentChanged(uri: string): void {
    this.#typed.add(uri);
    this.#crowd.add();
  }

  /** A file was written or removed, or is not open any more; or a folder was removed, of whose files nothing more is told. */
  fileChanged(uri: string): void {
    this.#changed.add(uri);
    this.#crowd.add();
  }

  /** What git does with files may have changed. */
  gitChanged(): void {
    this.#isGitOld = true;
    this.#crowd.add();
  }

  /** Searches everything now. */
  async scanWorkspace(): Promise<ScanResult> {
    this.#areSecretsOld = true;
    const result = this.#files.ask();
    this.#run();
    return result;
  }

  /** Resolves when nothing is being searched, listed or asked. */
  async scanned(): Promise<void> {
    await this.#urgent.ended();
    await this.#files.ended();
    await this.#findings.asked();
  }

  #takeUp(): void {
    for (const uri of this.#typed) {
      this.#documents.add(uri);
    }
    this.#typed.clear();
    this.#takeChanged();
    if (this.#isGitOld) {
      this.#isGitOld = false;
      this.#findings.askAgain();
    }
    this.#run();
  }

  #takeChanged(): void {
    if (this.#changed.size === 0) {
      return;
    }
    if (!this.#files.isCancelled) {
      for (const uri of this.#changed) {
        this.#files.addFile(uri);
      }
    }
    // What was found there is to vanish with it, even if nothing else is searched. Once for all changes: both can be many.
    for (const uri of this.#findings.uris) {
      if (this.#hasChanged(uri)) {
        this.#files.addFile(uri);
      }
    }
    this.#changed.clear();
  }

  /** Whether a file, or a folder that it lies in, has just changed. */
  #hasChanged(uri: string): boolean {
    for (let end = uri.length; end > 0; end = uri.lastIndexOf('/', end - 1)) {
      if (this.#changed.has(uri.slice(0, end))) {
        return true;
      }
    }
    return false;
  }

  #run(): void {
    this.#urgent.run();
    this.#files.run();
  }

  #next(): Promise<void> | undefined {
    if (this.#areSecretsOld) {
      this.#areSecretsOld = false;
      return this.#readSecrets();
    }
    const uri = this.#documents.take();
    return uri === undefined ? undefined : this.#searchDocument(uri);
  }

  async #readSecrets(): Promise<void> {
    const isNew = await this.#secrets.read();
    const mayReadFiles = this.#ports.mayReadFiles();
    const isFirstLook = mayReadFiles && !this.#mayReadFiles;
    this.#mayReadFiles = mayReadFiles;
    if (isFirstLook || isNew) {
      this.#files.addWorkspace();
    }
    const open = new Set(this.#ports.openDocuments());
    for (const uri of open) {
      this.#documents.add(uri);
    }
    for (const uri of this.#findings.uris) {
      if (!open.has(uri)) {
        this.#files.addFile(uri);
      }
    }
  }

  async #searchDocument(uri: string): Promise<void> {
    const found = await this.#texts.find(uri, () => [this.#ports.openText(uri) ?? ''], this.#abort.signal);
    // What is closed by now is a file, which others search.
    if (found !== undefined && this.#ports.openDocuments().includes(uri)) {
      this.#findings.set(uri, found);
    }
  }
}
