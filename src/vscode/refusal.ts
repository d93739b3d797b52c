import type { Remedy } from '../httpFile/lackOfToken';

/** A button that does something about what the message says. */
export type ActionButton = Remedy;

/**
 * A command cannot do what was asked, for a reason that the user can do something about: no profile yet, no editor open. Its message is a sentence for
 * the user.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly button: ActionButton | undefined;

  constructor(message: string, button?: ActionButton) {
    super(message);
    this.button = button;
  }
}

/** By name, not by `instanceof`: the extension is built into several bundles, and each has a class of its own. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal';
}
