import type { ScanResult } from './secretScanPorts';

/** Shows that files are searched, until the promise resolves. */
export type ShowProgress = (until: Promise<void>, cancel: () => void) => void;

/** A search of the files of the workspace, as it is shown, cancelled and waited for. One after the other. */
export class FileRound {
  readonly #showProgress: ShowProgress;
  readonly #cancelled: () => void;
  readonly #waiting: ((result: ScanResult) => void)[] = [];
  #abort = new AbortController();
  #endProgress: (() => void) | undefined;
  #isUnderWay = false;
  /** The URIs of the files that were read. */
  readonly searched = new Set<string>();

  /** @param cancelled called when the user has cancelled the round that is shown; it is to end it. */
  constructor(showProgress: ShowProgress, cancelled: () => void) {
    this.#showProgress = showProgress;
    this.#cancelled = cancelled;
  }

  /** Aborts when the round is cancelled. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Somebody has asked for it: it is shown, however short. */
  async result(): Promise<ScanResult> {
    this.show();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** From now on the files of the workspace are searched, not only one that has changed. */
  begin(): void {
    this.#isUnderWay = true;
  }

  /** One of the files is long. A single one that has changed is not worth telling of: a log does all the time. */
  meetLongFile(): void {
    if (this.#isUnderWay) {
      this.show();
    }
  }

  show(): void {
    if (this.#endProgress === undefined) {
      const until = new Promise<void>((resolve) => {
        this.#endProgress = resolve;
      });
      this.#showProgress(until, this.#cancelled);
    }
  }

  /** Stops what is being done for it. */
  abort(): void {
    this.#abort.abort();
  }

  /** The files are searched, or will not be. */
  end(result: ScanResult): void {
    this.#abort = this.#abort.signal.aborted ? new AbortController() : this.#abort;
    this.#isUnderWay = false;
    this.searched.clear();
    this.#endProgress?.();
    this.#endProgress = undefined;
    for (const resolve of this.#waiting.splice(0)) {
      resolve(result);
    }
  }
}
