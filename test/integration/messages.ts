import * as vscode from 'vscode';

/** A message that the extension has shown. */
export interface ShownMessage {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  /** Only with a modal question. */
  readonly detail?: string;
  readonly buttons: readonly string[];
}

type ShowMessage = (text: string, ...rest: unknown[]) => Thenable<unknown>;

const shown: ShownMessage[] = [];
const answers: string[] = [];
let read = 0;

/**
 * Listens to every message of the extension, which shares this module's `vscode.window` because both are loaded from the checkout. A modal question is not
 * shown, since nobody is there to answer it: it gets the answer of {@link willAnswer}, else it counts as cancelled. Other messages are shown.
 */
export function recordMessages(): void {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  Object.assign(vscode.window, {
    showInformationMessage: recorded('information', showInformationMessage),
    showWarningMessage: recorded('warning', showWarningMessage),
    showErrorMessage: recorded('error', showErrorMessage),
  });
}

function recorded(severity: ShownMessage['severity'], show: ShowMessage): ShowMessage {
  return async (text, ...rest) => {
    const [first] = rest;
    const options = typeof first === 'object' ? (first as vscode.MessageOptions) : undefined;
    shown.push({
      severity,
      text,
      ...(options?.detail !== undefined && { detail: options.detail }),
      buttons: rest.filter((part) => typeof part === 'string'),
    });
    return options?.modal === true ? answers.shift() : show(text, ...rest);
  };
}

/** The button that the next modal question is answered with. */
export function willAnswer(button: string): void {
  answers.push(button);
}

/** The messages since this was last called. */
export function newMessages(): readonly ShownMessage[] {
  const fresh = shown.slice(read);
  read = shown.length;
  return fresh;
}

/** Forgets what the last test has not looked at, and the answers that it did not use. */
export function forgetMessages(): void {
  read = shown.length;
  answers.length = 0;
}

/** Every text of every message since the start. */
export function allTexts(): readonly string[] {
  return shown.flatMap(({ text, detail = '', buttons }) => [text, detail, ...buttons]);
}
