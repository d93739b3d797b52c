import type { Found } from './findSecrets';
import type { GitState } from './gitStates';

export interface FindingsPorts {
  /** By URI; what is not in the answer is `unknown`. */
  readonly gitStates: (uris: readonly string[]) => Promise<ReadonlyMap<string, GitState>>;
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
    const times = [...this.#found.values()].map((found) => countOf(code, found)).filter((one) => one > 0);
    return { files: times.length, times: times.reduce((sum, one) => sum + one, 0) };
  }

  of(uri: string): readonly Found[] {
    return this.#found.get(uri) ?? [];
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
        this.#ports.show(uri, found, this.stateOf(uri));
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
    for (const [uri, found] of this.#found) {
      if (!this.#unasked.has(uri)) {
        this.#ports.show(uri, found, this.stateOf(uri));
      }
    }
  }

  /** @param again also of files that git was asked about before. */
  async askGit(again = false): Promise<void> {
    const uris = again ? this.#withSecrets : [...this.#unasked];
    this.#unasked.clear();
    const states = await this.#ports.gitStates(uris);
    for (const uri of uris) {
      const found = this.#found.get(uri);
      if (found !== undefined) {
        this.#states.set(uri, states.get(uri) ?? 'unknown');
        this.#ports.show(uri, found, this.stateOf(uri));
      }
    }
  }
  get #withSecrets(): readonly string[] {
    return this.uris.filter((uri) => countOf('own-secret', this.of(uri)) > 0);
  }
}

function countOf(code: Found['code'], found: readonly Found[]): number {
  return found.filter((one) => one.code === code).length;
}
