// The toasts and questions of the editor that stands in for VS Code, and a user who answers them.
import type { Disposable } from '../../../src/tokens/ports';
import type { Desk } from './desk';

export const QuickPickItemKind = { Separator: -1 };
export const QuickInputButtons = { Back: {} };
export const InputBoxValidationSeverity = { Info: 1, Error: 3 };

const nothing: Disposable = { dispose: () => undefined };

interface Item {
  readonly label: string;
  readonly kind?: number;
}

/** @param desk the one that is in use. */
export function questions(desk: () => Desk): object {
  const toast =
    (severity: string) =>
    async (text: unknown, ...rest: readonly unknown[]): Promise<unknown> => {
      const { seen, random } = desk();
      const isModal = typeof rest[0] === 'object' && rest[0] !== null;
      const buttons = rest.slice(isModal ? 1 : 0);
      seen.see(isModal ? 'modal questions' : `toasts, ${severity}`, text);
      rest.forEach((part) => {
        seen.see(isModal ? 'modal questions' : 'buttons of toasts', part);
      });
      await Promise.resolve();
      if (isModal) {
        return random.below(5) === 0 ? undefined : buttons[0];
      }
      if (buttons.length === 0 || desk().clicks === 0) {
        return undefined;
      }
      desk().clicks -= 1;
      return random.oneOf(buttons);
    };
  return {
    showInformationMessage: toast('information'),
    showWarningMessage: toast('warning'),
    showErrorMessage: toast('error'),
    showQuickPick: async (
      items: readonly Item[],
      options?: { readonly canPickMany?: boolean },
    ): Promise<Item | readonly Item[] | undefined> => {
      desk().seen.see('lists to pick from', [items, options]);
      const picked = desk().random.oneOf(items.filter(({ kind }) => kind === undefined));
      return Promise.resolve(options?.canPickMany === true ? [picked] : picked);
    },
    createQuickPick: () => new QuickPick(desk()),
    createInputBox: () => new InputBox(desk()),
  };
}

/** What the two kinds of input have in common: all that is written on them can be seen once the user has answered. */
abstract class Input {
  title = '';
  prompt = '';
  placeholder = '';
  password = false;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  protected readonly desk: Desk;
  #accept: () => void = () => undefined;
  #hide: () => void = () => undefined;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  onDidAccept(listener: () => void): Disposable {
    this.#accept = listener;
    return nothing;
  }

  onDidTriggerButton(): Disposable {
    return nothing;
  }

  onDidHide(listener: () => void): Disposable {
    this.#hide = listener;
    return nothing;
  }

  /** Whoever is asked leaves the box if the answer is not accepted, such as a name that another profile has: it would stay open for ever. */
  show(): void {
    setImmediate(() => {
      this.answer();
      this.#accept();
      this.#hide();
    });
  }

  dispose(): void {
    const { title, prompt, placeholder, items } = this;
    this.desk.seen.see('input boxes', [title, prompt, placeholder, items]);
  }

  /** Enters something. */
  protected abstract answer(): void;
}

/** The only one in this extension asks for the environment. */
class QuickPick extends Input {
  protected override answer(): void {
    this.selectedItems = this.items.filter(({ label }) => label === 'custom');
  }
}

class InputBox extends Input {
  #value = '';
  #validate: () => void = () => undefined;

  get value(): string {
    return this.#value;
  }

  /** The extension fills the box in. */
  set value(text: string) {
    this.#value = text;
  }

  get validationMessage(): unknown {
    return undefined;
  }

  set validationMessage(message: unknown) {
    this.desk.seen.see('input boxes', message);
  }

  onDidChangeValue(listener: () => void): Disposable {
    this.#validate = listener;
    return nothing;
  }

  protected override answer(): void {
    const { seen, given, clientSecret } = this.desk;
    // Of a masked box nothing can be read.
    (this.password ? given : seen).see('input boxes', this.#value);
    const suggested = this.#value;
    // What was on the clipboard, pasted into the wrong box or with a line end in it.
    for (const slip of [`${clientSecret} ${clientSecret}`, `${clientSecret}\n`]) {
      this.#value = slip;
      this.#validate();
    }
    this.#value = this.#entered(suggested);
    this.#validate();
  }

  #entered(suggested: string): string {
    const { clientSecret, baseUrl } = this.desk;
    if (this.password) {
      return clientSecret;
    }
    if (this.prompt.startsWith('A name')) {
      return suggested === '' ? 'entered' : suggested;
    }
    if (this.prompt.startsWith('Base URL')) {
      return suggested === '' ? baseUrl : suggested;
    }
    return suggested === '' ? '22222222-3333-4444-8555-666666666666' : suggested;
  }
}
