import type { SharedVariables } from './environmentVariables';

/** The part of VS Code's collection of variables for terminals that is needed. */
export interface TerminalEnvironment {
  /** Whether VS Code keeps the variables, on disk, for the next start. */
  persistent: boolean;
  description: unknown;
  replace(variable: string, value: string): void;
  clear(): void;
}

/**
 * Sets variables in the terminals of the window. Those that are open keep what they were started with; VS Code marks them when something has changed, so the collection
 * is touched only when a value differs.
 */
export class TerminalVariables {
  readonly #environment: TerminalEnvironment;
  readonly #isEnabled: () => boolean;
  #present: SharedVariables = {};

  /** @param isEnabled whether the user wants them in terminals, asked each time. */
  constructor(environment: TerminalEnvironment, isEnabled: () => boolean) {
    this.#environment = environment;
    this.#isEnabled = isEnabled;
    // Before anything is set: a token must not get into VS Code's own files.
    environment.persistent = false;
    environment.description =
      'The token, account ids and base URL of the window’s Nomba profile. The setting nomba.shareWithTerminals turns this off.';
  }

  /**
   * Makes the variables exactly these. One whose value is `undefined` is set to nothing: a terminal cannot be told to leave a variable out, and beside ours, a value of the user's
   * own environment would belong to another account.
   */
  set(variables: SharedVariables): void {
    const wanted = this.#isEnabled() ? variables : {};
    if (Object.keys(this.#present).some((name) => !(name in wanted))) {
      this.#environment.clear();
      this.#present = {};
    }
    for (const [name, value] of Object.entries(wanted)) {
      if (!(name in this.#present) || this.#present[name] !== value) {
        this.#environment.replace(name, value ?? '');
      }
    }
    this.#present = wanted;
  }
}
