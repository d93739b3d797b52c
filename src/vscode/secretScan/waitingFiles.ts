import { UriQueue } from './uriQueue';

/** Changed files that are remembered. More of them stand for the whole workspace. */
const mostChanged = 10_000;

/** The URIs of the files that wait to be searched: those of the workspace, then those that have changed. */
export class WaitingFiles {
  #listed: readonly string[] = [];
  /** The index of the next one that was listed. */
  #next = 0;
  #changed = new UriQueue();

  get isEmpty(): boolean {
    return this.#next >= this.#listed.length && this.#changed.size === 0;
  }

  /** Whether another changed file is one too many to remember. */
  get isFull(): boolean {
    return this.#changed.size >= mostChanged;
  }

  /** The files of the workspace, in the place of what is left of an earlier listing. */
  list(files: readonly string[]): void {
    this.#listed = files;
    this.#next = 0;
  }

  hasChanged(uri: string): boolean {
    return this.#changed.has(uri);
  }

  /** A file has changed. */
  add(uri: string): void {
    this.#changed.add(uri);
  }

  /** Forgets the changed files, except for some. */
  forgetChanged(except: (uri: string) => boolean): void {
    const kept = new UriQueue();
    for (let uri = this.#changed.take(); uri !== undefined; uri = this.#changed.take()) {
      if (except(uri)) {
        kept.add(uri);
      }
    }
    this.#changed = kept;
  }

  clear(): void {
    this.list([]);
    this.#changed.clear();
  }

  /** Takes the next one out. */
  take(): string | undefined {
    const uri = this.#listed[this.#next];
    if (uri === undefined) {
      // Not kept for as long as the window is open.
      this.list([]);
      return this.#changed.take();
    }
    this.#next += 1;
    // It is searched as it is now.
    this.#changed.delete(uri);
    return uri;
  }
}
