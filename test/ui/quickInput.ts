import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

/** VS Code's box at the top of the window: the palette, lists to pick from, and steps with a line of text. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #message: Locator;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#message = this.#widget.locator('.quick-input-message');
    this.#rows = this.#widget.locator('.monaco-list-row');
  }

  /** Waits until keys go into the box. */
  async waitForFocus(what: string): Promise<void> {
    await waitFor(this.#widget.locator('.quick-input-box input:focus'), what);
  }

  /** Waits until the box has a title that contains the text, and takes keys. */
  async waitForTitle(text: string): Promise<void> {
    await waitFor(this.#widget.locator('.quick-input-title').filter({ hasText: text }), `the step “${text}”`);
    await this.waitForFocus(`the cursor in the step “${text}”`);
  }

  /** What is typed, whether it is shown as dots, and what stands below it: the prompt, or what is wrong. */
  async read(): Promise<{ value: string; masked: boolean; message: string }> {
    const input = this.#widget.locator('.quick-input-box input');
    return {
      value: await input.inputValue(),
      masked: (await input.getAttribute('type')) === 'password',
      message: await this.#message.innerText(),
    };
  }

  /** Types in the place of what stands in the box. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.press('Control+A');
    await this.#page.keyboard.type(text);
  }

  /** Answers the step whose title contains `title`. */
  async answer(title: string, text: string): Promise<void> {
    await this.waitForTitle(title);
    await this.type(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Waits until what stands below the box contains the text. */
  async waitForMessage(text: string): Promise<void> {
    await waitFor(this.#message.filter({ hasText: text }), `“${text}” below the box`);
  }

  /** Clicks the arrow that leads back to the step before. */
  async back(): Promise<void> {
    await this.#widget.getByRole('button', { name: /^Back/ }).click();
  }

  /** Whether a row with the text shows up within a time in ms. */
  async offers(label: string, patience: number): Promise<boolean> {
    try {
      await this.#rows.filter({ hasText: label }).first().waitFor({ timeout: patience });
      return true;
    } catch {
      return false;
    }
  }

  /** Waits for a row, then gives the labels of all rows that can be seen. */
  async rowsWith(label: string): Promise<readonly string[]> {
    await waitFor(this.#rows.filter({ hasText: label }).first(), `the row “${label}”`);
    const labels = await this.#rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
    // A space follows an icon.
    return labels.map((text) => text.trim());
  }

  /** Waits for a row; @returns what stands beside its label */
  async descriptionOf(label: string): Promise<string> {
    const row = this.#rows.filter({ hasText: label }).first();
    await waitFor(row, `the row “${label}”`);
    return (await row.locator('.label-description').innerText()).trim();
  }

  /** Waits until the row that Enter would take has the text, then takes it. */
  async pick(label: string): Promise<void> {
    const row = this.#widget.locator('.monaco-list-row.focused').filter({ hasText: label });
    await waitFor(row, `the row “${label}”`);
    await this.#page.keyboard.press('Enter');
  }

  /** Clicks a row: in a list of many choices that ticks it. */
  async click(label: string): Promise<void> {
    await this.#rows.filter({ hasText: label }).first().click();
  }

  /** Waits until so many rows are ticked, e.g. “2 Selected”. */
  async waitForCount(count: string): Promise<void> {
    await waitFor(this.#widget.locator('.quick-input-count').filter({ hasText: count }), `“${count}”`);
  }

  /** Takes the ticked rows. */
  async confirm(): Promise<void> {
    await this.#widget.getByRole('button', { name: 'OK' }).click();
    await this.waitForClose();
  }

  /** Leaves with Escape. */
  async leave(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.waitForClose();
  }

  async waitForClose(): Promise<void> {
    await waitFor(this.#widget, 'the box to close', 'hidden');
  }
}
