import type { Clock, Disposable } from '../../tokens/ports';
import type { Found } from './findSecrets';
import type { GitState } from './gitStates';
import { Worker } from './worker';

/** ms. Git answers sooner, unless it hangs. */
const patience = 1_000;

export interface FindingsPorts {
  readonly clock: Pick<Clock, 'setTimer'>;
  /** Whether git may be asked. */
  readonly mayReadFiles: () => boolean;
  /** By URI; what is not in the answer is `unknown`. */
  readonly gitStates: (
    uris: readonly string[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, GitState>>;
  /** Whether it is a file that the extension keeps current with the token. */
  readonly keepsToken: (uri: string) => boolean;
  /** Shows what was found in a text in the place of what was shown of it before. */
  readonly show: (uri: string, found: readonly Found[], state: GitState) => void;
  /** Something failed that should not have. */
  readonly failed: (error: unknown) => void;
}

export interface FindingCount {
  readonly times: number;
  readonly files: number;
}

/**
 * What was found, by URI, and what git does with the files. Git is asked about files with a secret only, and once. What it does not say anything about for a second is shown
 * without that, until it does.
 */
export class Findings {
  readonly #ports: FindingsPorts;
  readonly #signal: AbortSignal;
  readonly #allShown: () => void;
  readonly #found = new Map<string, readonly Found[]>();
  readonly #states = new Map<string, GitState>();
  /** What is to be asked about; one question at a time. */
  readonly #unasked = new Set<string>();
  readonly #questions: Worker;
  /** Found, but not shown yet, with what ends the patience. */
  readonly #unshown = new Map<string, Disposable>();

  /**
   * @param signal after which nothing is asked or shown any more.
   * @param allShown called when that is so, after it was not.
   */
  constructor(ports: FindingsPorts, signal: AbortSignal, allShown: () => void) {
    this.#ports = ports;
    this.#signal = signal;
    this.#allShown = allShown;
    this.#questions = new Worker({
      next: (): Promise<void> | undefined =>
        this.#unasked.size > 0 && !signal.aborted ? this.#askNext() : undefined,
      failed: ports.failed,
      idle: () => undefined,
    });
    signal.addEventListener('abort', () => {
      for (const timer of this.#unshown.values()) {
        timer.dispose();
      }
    });
  }

  get uris(): readonly string[] {
    return [...this.#found.keys()];
  }

  /** Whether something was found in a text. */
  has(uri: string): boolean {
    return this.#found.has(uri);
  }

  /** Whether everything that was found is shown. */
  get areShown(): boolean {
    return this.#unshown.size === 0;
  }

  /** How often a kind of finding is there, in how many files. */
  count(code: Found['code']): FindingCount {
    const times = this.uris.map((uri) => countOf(code, this.of(uri))).filter((one) => one > 0);
    return { files: times.length, times: times.reduce((sum, one) => sum + one, 0) };
  }

  /** What there is to tell of a text. Not the token in a file that is there to hold it, as long as git does not take that. */
  of(uri: string): readonly Found[] {
    const found = this.#found.get(uri) ?? [];
    const state = this.stateOf(uri);
    const isLeftOut = state === 'ignored' || state === 'noRepository';
    return isLeftOut && found.some(isAccessToken) && this.#ports.keepsToken(uri)
      ? found.filter((one) => !isAccessToken(one))
      : found;
  }

  stateOf(uri: string): GitState {
    return this.#states.get(uri) ?? 'unknown';
  }

  set(uri: string, found: readonly Found[]): void {
    if (found.length === 0) {
      this.#forget(uri);
      return;
    }
    this.#found.set(uri, found);
    if (this.#states.has(uri) || countOf('own-secret', found) === 0) {
      this.#show(uri);
    } else if (!this.#unshown.has(uri)) {
      const timer = this.#ports.clock.setTimer(() => {
        this.#learn(uri, 'unknown');
      }, patience);
      this.#unshown.set(uri, timer);
      this.#ask([uri]);
    }
  }

  /** How serious they are may have changed. */
  showAgain(): void {
    for (const uri of this.uris) {
      if (!this.#unshown.has(uri)) {
        this.#show(uri);
      }
    }
  }

  /** Git may do something else with the files by now. */
  askAgain(): void {
    this.#ask(this.uris.filter((uri) => countOf('own-secret', this.#found.get(uri) ?? []) > 0));
  }

  /** Resolves when git is asked nothing any more. */
  async asked(): Promise<void> {
    await this.#questions.ended();
  }

  #ask(uris: readonly string[]): void {
    for (const uri of uris) {
      this.#unasked.add(uri);
    }
    this.#questions.run();
  }

  async #askNext(): Promise<void> {
    const uris = [...this.#unasked];
    this.#unasked.clear();
    const states = this.#ports.mayReadFiles()
      ? await this.#ports.gitStates(uris, this.#signal)
      : new Map<string, GitState>();
    for (const uri of uris) {
      this.#learn(uri, states.get(uri) ?? 'unknown');
    }
  }

  #learn(uri: string, state: GitState): void {
    const isNews = this.#unshown.has(uri) || this.stateOf(uri) !== state;
    if (this.#found.has(uri) && isNews && !this.#signal.aborted) {
      this.#states.set(uri, state);
      this.#show(uri);
    }
  }

  #forget(uri: string): void {
    if (this.#found.delete(uri)) {
      this.#states.delete(uri);
      this.#unasked.delete(uri);
      this.#show(uri);
    }
  }

  #show(uri: string): void {
    if (this.#signal.aborted) {
      return;
    }
    this.#ports.show(uri, this.of(uri), this.stateOf(uri));
    this.#unshown.get(uri)?.dispose();
    if (this.#unshown.delete(uri) && this.areShown) {
      this.#allShown();
    }
  }
}

function isAccessToken(found: Found): boolean {
  return found.code === 'own-secret' && found.kind === 'access token';
}

function countOf(code: Found['code'], found: readonly Found[]): number {
  return found.filter((one) => one.code === code).length;
}
