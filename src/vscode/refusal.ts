import type { CommandId } from '../contributions';

/**
 * A command cannot do what was asked, for a reason that the user can do something about: no profile yet, no editor open. Its message is a sentence for
 * the user.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly button: { readonly title: string; readonly command: CommandId } | undefined;

  constructor(message: string, button?: Refusal['button']) {
    super(message);
    this.button = button;
  }
}

/** By name, not by `instanceof`: the extension is built into several bundles, and each has a class of its own. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal';
}
