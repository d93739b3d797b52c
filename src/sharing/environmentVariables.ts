/** The part of `process.env` that is needed. */
export type ProcessEnvironment = Record<string, string | undefined>;

/** Values by the names of their variables. One that is `undefined` is to be hidden, whatever the user's own environment has there. */
export type SharedVariables = Readonly<Record<string, string | undefined>>;

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

  /**
   * Makes the variables exactly these. One whose value is `undefined` is hidden: beside ours, a value of the user's own environment would belong to another
   * account. One that is not named any more is withdrawn.
   */
  set(variables: SharedVariables): void {
    for (const [name, former] of this.#former) {
      if (!(name in variables)) {
        this.#assign(name, former);
        this.#former.delete(name);
      }
    }
    for (const [name, value] of Object.entries(variables)) {
      if (!this.#former.has(name)) {
        this.#former.set(name, this.#environment[name]);
      }
      this.#assign(name, value);
    }
  }

  /** The names that were last set, those that are hidden included. */
  get names(): readonly string[] {
    return [...this.#former.keys()];
  }

  /** Withdraws all of them. */
  clear(): void {
    this.set({});
  }

  #assign(name: string, value: string | undefined): void {
    if (value === undefined) {
      // Assigning undefined to a variable of process.env would make it the text “undefined”.
      Reflect.deleteProperty(this.#environment, name);
    } else {
      this.#environment[name] = value;
    }
  }
}
