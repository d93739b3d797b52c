import type { Found } from './findSecrets';
import type { GitState } from './gitStates';

export interface FindingsPorts {
  /** By URI; what is not in the answer is `unknown`. */
  readonly gitStates: (uris: readonly string[]) => Promise<ReadonlyMap<string, GitState>>;
  /** Whether it is a file that the extension keeps current with the token. */
  readonly keepsToken: (uri: string) => boolean;
  /** Shows what was found in a text in the place of what was shown of it before. */
  readonly show: (uri: string, found: readonly Found[], state: GitState) => void;
}

export interface FindingCount {
  readonly times: number;
  readonly files: number;
}

/** What was found, by URI, and what git does with the files. Git is asked about files with a secret only, and once. */
export class Findings {
  readonly #ports: FindingsPorts;
  readonly #found = new Map<string, readonly Found[]>();
  readonly #states = new Map<string, GitState>();
  readonly #unasked = new Set<string>();

  constructor(ports: FindingsPorts) {
    this.#ports = ports;
  }

  get uris(): readonly string[] {
    return [...this.#found.keys()];
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

  /** How many files git has to be asked about before they are shown. */
  get unasked(): number {
    return this.#unasked.size;
  }

  set(uri: string, found: readonly Found[]): void {
    if (found.length > 0) {
      this.#found.set(uri, found);
      if (this.#states.has(uri) || countOf('own-secret', found) === 0) {
        this.#unasked.delete(uri);
        this.#show(uri);
      } else {
        this.#unasked.add(uri);
      }
    } else if (this.#found.delete(uri)) {
      this.#states.delete(uri);
      this.#unasked.delete(uri);
      this.#ports.show(uri, [], 'unknown');
    }
  }

  /** How serious they are may have changed. */
  showAgain(): void {
    for (const uri of this.uris) {
      if (!this.#unasked.has(uri)) {
        this.#show(uri);
      }
    }
  }

  /** @param again also of files that git was asked about before. */
  async askGit(again = false): Promise<void> {
    const uris = again ? this.#withSecrets : [...this.#unasked];
    this.#unasked.clear();
    const states = await this.#ports.gitStates(uris);
    for (const uri of uris) {
      if (this.#found.has(uri)) {
        this.#states.set(uri, states.get(uri) ?? 'unknown');
        this.#show(uri);
      }
    }
  }

  get #withSecrets(): readonly string[] {
    return this.uris.filter((uri) => countOf('own-secret', this.#found.get(uri) ?? []) > 0);
  }

  #show(uri: string): void {
    this.#ports.show(uri, this.of(uri), this.stateOf(uri));
  }
}

function isAccessToken(found: Found): boolean {
  return found.code === 'own-secret' && found.kind === 'access token';
}

function countOf(code: Found['code'], found: readonly Found[]): number {
  return found.filter((one) => one.code === code).length;
}
