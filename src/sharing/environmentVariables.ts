/** The part of `process.env` that is needed. */
export type ProcessEnvironment = Record<string, string | undefined>;

/**
 * Sets variables of the extension host's environment, and gives back what the user's own environment had when they are withdrawn.
 *
 * Clients of `.http` files look a variable up at every send, in the same process; so what is set here is what the next request carries.
 */
export class EnvironmentVariables {
  readonly #environment: ProcessEnvironment;
  /** What stood there before us, by name; `undefined` where nothing did. */
  readonly #former = new Map<string, string | undefined>();

  constructor(environment: ProcessEnvironment) {
    this.#environment = environment;
  }

  /** Makes the variables exactly these: one that is not named any more is withdrawn. */
  set(variables: Readonly<Record<string, string>>): void {
    for (const name of [...this.#former.keys()]) {
      if (!(name in variables)) {
        this.#withdraw(name);
      }
    }
    for (const [name, value] of Object.entries(variables)) {
      if (!this.#former.has(name)) {
        this.#former.set(name, this.#environment[name]);
      }
      this.#environment[name] = value;
    }
  }

  /** Withdraws all of them. */
  clear(): void {
    this.set({});
  }

  #withdraw(name: string): void {
    const former = this.#former.get(name);
    this.#former.delete(name);
    if (former === undefined) {
      Reflect.deleteProperty(this.#environment, name);
    } else {
      this.#environment[name] = former;
    }
  }
}
