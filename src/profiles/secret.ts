import { inspect } from 'node:util';

/**
 * A string that must never be printed by accident: a client secret, an access token, a refresh token.
 *
 * Every way by which JavaScript turns an object into text (concatenation, templates, `JSON.stringify`, `console.log`, `util.inspect`)
 * gives `[secret]`. The value is a private field, so it survives neither a spread nor `Object.entries`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plain text. Call it only where the value leaves for its destination: the wire, SecretStorage, the clipboard. */
  reveal(): string {
    return this.#value;
  }

  equals(other: Secret | undefined): boolean {
    // By `reveal`, not by the private field: the other may come from another bundle, where the class is another one.
    return this.#value === other?.reveal();
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
