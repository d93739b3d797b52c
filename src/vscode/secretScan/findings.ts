import type { FoundSecret } from './findSecrets';
import type { GitState } from './gitStates';

export interface FindingsPorts {
  /** By URI; what is not in the answer is `unknown`. */
  readonly gitStates: (uris: readonly string[]) => Promise<ReadonlyMap<string, GitState>>;
  /** Shows what was found in a text in the place of what was shown of it before. */
  readonly show: (uri: string, found: readonly FoundSecret[], state: GitState) => void;
}

/** What was found, by URI, and what git does with the files. Git is asked about files with a secret only, and once. */
export class Findings {
  readonly #ports: FindingsPorts;
  readonly #found = new Map<string, readonly FoundSecret[]>();
  readonly #states = new Map<string, GitState>();
  readonly #unasked = new Set<string>();

  constructor(ports: FindingsPorts) {
    this.#ports = ports;
  }

  get uris(): readonly string[] {
    return [...this.#found.keys()];
  }

  /** How many secrets there are in how many files. */
  get counts(): { readonly files: number; readonly secrets: number } {
    const lists = [...this.#found.values()];
    return { files: lists.length, secrets: lists.reduce((sum, { length }) => sum + length, 0) };
  }

  of(uri: string): readonly FoundSecret[] {
    return this.#found.get(uri) ?? [];
  }

  stateOf(uri: string): GitState {
    return this.#states.get(uri) ?? 'unknown';
  }

  /** How many files git has to be asked about before they are shown. */
  get unasked(): number {
    return this.#unasked.size;
  }

  set(uri: string, found: readonly FoundSecret[]): void {
    if (found.length > 0) {
      this.#found.set(uri, found);
      if (this.#states.has(uri)) {
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

  clear(): void {
    for (const uri of this.uris) {
      this.set(uri, []);
    }
  }

  /** @param again also of files that git was asked about before. */
  async askGit(again = false): Promise<void> {
    const uris = again ? this.uris : [...this.#unasked];
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
}
