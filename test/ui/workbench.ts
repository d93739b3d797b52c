import type { Locator, Page } from 'playwright-core';
import { CodeEditor } from './codeEditor';
import { QuickInput } from './quickInput';
import { StatusBarItem } from './statusBarItem';
import { waitFor } from './waitFor';

export interface Message {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** What a person sees of VS Code's window, and what they can do in it with keyboard and mouse. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly statusBarItem: StatusBarItem;
  readonly codeEditor: CodeEditor;
  readonly #pictureFile: (name: string) => string;
  #pictures = 0;

  /** @param pictureFile where the picture of a name goes */
  constructor(page: Page, pictureFile: (name: string) => string) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.statusBarItem = new StatusBarItem(page);
    this.codeEditor = new CodeEditor(page);
    this.#pictureFile = pictureFile;
  }

  /** Photographs the window; the pictures are numbered. */
  async picture(name: string): Promise<void> {
    this.#pictures += 1;
    const number = String(this.#pictures).padStart(2, '0');
    await this.page.screenshot({ path: this.#pictureFile(`${number}-${name}`), animations: 'disabled' });
  }

  /** Waits until the palette offers a command: VS Code reads the extensions while its window can be used already. */
  async waitForCommand(title: string): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      await this.#openPalette(title);
      // The list is made when the palette opens; only another palette shows a command that has come meanwhile.
      const offered = await this.quickInput.offers(title, 1000);
      await this.quickInput.leave();
      if (offered) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`The palette did not offer “${title}” within 30 s.`);
      }
    }
  }

  /** The commands that the palette offers for a text, of which one is known. */
  async offeredCommands(filter: string, known: string): Promise<readonly string[]> {
    await this.#openPalette(filter);
    const titles = await this.quickInput.rowsWith(known);
    await this.quickInput.leave();
    return titles;
  }

  /** Runs a command of the palette: F1, its title, Enter. */
  async runCommand(title: string): Promise<void> {
    await this.#openPalette(title);
    await this.quickInput.pick(title);
  }

  async #openPalette(filter: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitForFocus('the command palette');
    await this.page.keyboard.type(filter);
  }

  /** Waits for a toast that contains the text. */
  async toast(text: string | RegExp): Promise<Message> {
    const toast = this.#toast(text);
    await waitFor(toast, `the toast “${String(text)}”`);
    return {
      text: await toast.locator('.notification-list-item-message').innerText(),
      buttons: await toast
        .locator('.notification-list-item-buttons-container .monaco-button')
        .allInnerTexts(),
    };
  }

  /** Clicks a button of a toast. */
  async clickInToast(text: string | RegExp, button: string): Promise<void> {
    await waitFor(this.#toast(text), `the toast “${String(text)}”`);
    await this.#toast(text).getByRole('button', { name: button, exact: true }).click();
  }

  #toast(text: string | RegExp): Locator {
    return this.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: text })
      .first();
  }

  /** Closes all toasts, as a person does who has read them. */
  async clearToasts(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.waitForNoToasts();
  }

  async waitForNoToasts(): Promise<void> {
    await waitFor(this.page.locator('.notification-list-item').first(), 'the toasts to go', 'hidden');
  }

  /** Waits for the modal question. */
  async dialog(): Promise<Message & { readonly detail: string }> {
    const box = this.page.locator('.monaco-dialog-box');
    await waitFor(box, 'a modal dialog');
    return {
      text: await box.locator('.dialog-message-text').innerText(),
      detail: await box.locator('.dialog-message-detail').innerText(),
      buttons: await box.locator('.dialog-buttons .monaco-button').allInnerTexts(),
    };
  }

  /** Answers the modal question with one of its buttons, or leaves it with Escape. */
  async answerDialog(answer: { readonly button: string } | 'escape'): Promise<void> {
    const box = this.page.locator('.monaco-dialog-box');
    await waitFor(box, 'a modal dialog');
    if (answer === 'escape') {
      await this.page.keyboard.press('Escape');
    } else {
      await box.getByRole('button', { name: answer.button, exact: true }).click();
    }
    await waitFor(box, 'the modal dialog to close', 'hidden');
  }

  /** Opens a file of the workspace by its name and puts the cursor into its text. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.waitForFocus('the list of files');
    await this.page.keyboard.type(name);
    await this.quickInput.pick(name);
    await this.waitForTab(name);
    await waitFor(
      this.page.locator('.editor-group-container.active .monaco-editor.focused'),
      `the cursor in ${name}`,
    );
  }

  /** Waits until a file is in front. */
  async waitForTab(name: string): Promise<void> {
    await waitFor(this.page.locator(`.tab.active[data-resource-name="${name}"]`), `the tab of ${name}`);
  }

  /** Saves the file in the editor, which has been changed. */
  async save(): Promise<void> {
    const unsaved = this.page.locator('.tab.active.dirty');
    await waitFor(unsaved, 'the file to be shown as changed');
    await this.page.keyboard.press('Control+S');
    await this.waitForSaved();
  }

  /** Waits until the file in the editor is as it is on disk. */
  async waitForSaved(): Promise<void> {
    await waitFor(this.page.locator('.tab.active.dirty'), 'the file to be saved', 'hidden');
  }

  /** Waits until the text in the editor contains something. */
  async waitForEditorText(text: string): Promise<void> {
    await waitFor(
      this.page
        .locator('.editor-group-container .view-line')
        .filter({ hasText: asShown(text) })
        .first(),
      `“${text}” in the editor`,
    );
  }

  /** Waits until no line in the editor contains something. */
  async waitForNoEditorText(text: string): Promise<void> {
    await waitFor(
      this.page
        .locator('.editor-group-container .view-line')
        .filter({ hasText: asShown(text) })
        .first(),
      `“${text}” to leave the editor`,
      'hidden',
    );
  }

  /** Waits until the output panel shows something. @returns the lines that can be seen */
  async output(): Promise<string> {
    const lines = this.page.locator('.part.panel .output-view-pane .view-line, .part.panel .view-line');
    await waitFor(lines.filter({ hasText: /\S/ }).first(), 'text in the output panel');
    return (await lines.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Puts a text into the clipboard, as if it had been copied elsewhere. */
  async fillClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** The text of the clipboard. */
  async clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }
}

/** The editor shows each space as one that does not break. */
function asShown(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[ \\u00a0]'));
}
