import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

/** The text in front, and what VS Code shows around it: lenses, suggestions, hovers, fixes, and the list of edits that wait for a yes. */
export class CodeEditor {
  readonly #page: Page;
  readonly #lenses: Locator;
  readonly #suggestions: Locator;
  readonly #hover: Locator;
  readonly #menu: Locator;
  readonly #panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    const editor = page.locator('.editor-group-container.active');
    this.#lenses = editor.locator('.codelens-decoration');
    this.#suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    this.#hover = page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');
    this.#menu = page.locator('.action-widget .monaco-list-row.action');
    this.#panel = page.locator('.part.panel');
  }

  /** Waits for a lens. @returns what stands above each request, from the top of what can be seen */
  async lensesWith(title: string): Promise<readonly string[]> {
    await waitFor(this.#lenses.filter({ hasText: title }).first(), `“${title}” above a request`);
    const lines = await this.#lenses.allInnerTexts();
    return lines.map((line) =>
      line
        .replaceAll('\u00a0', ' ')
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim(),
    );
  }

  /** Waits for a lens in an editor that the user has left. */
  async waitForLensBeside(title: string): Promise<void> {
    const lens = this.#page.locator('.editor-group-container:not(.active) .codelens-decoration');
    await waitFor(lens.filter({ hasText: title }).first(), `“${title}” in the editor beside`);
  }

  /** @param index of those with the title, from the top of what can be seen */
  async clickLens(title: string, index = 0): Promise<void> {
    await this.#lenses.locator('a', { hasText: title }).nth(index).click();
  }

  /** Puts the cursor at the end of the first line that contains the text. */
  async goToEndOf(text: string): Promise<void> {
    await this.#line(text).click();
    await this.#page.keyboard.press('End');
  }

  /** Waits until a suggestion is the one that Enter takes. */
  async waitForSuggestion(label: string): Promise<void> {
    const row = this.#suggestions.and(this.#page.locator('.focused')).filter({ hasText: label });
    await waitFor(row, `the suggestion “${label}”`);
  }

  /** Hovers over a text of one line. @returns what is told about it, with `known` in it */
  async hoverOver(text: string, known: string): Promise<string> {
    await this.#page.mouse.move(0, 0);
    await waitFor(this.#hover, 'the last hover to go', 'hidden');
    const line = this.#line(text);
    const content = (await line.innerText()).replaceAll('\u00a0', ' ');
    const box = await line.locator('> span').boundingBox();
    if (box === null) {
      throw new Error(`The line of “${text}” cannot be seen.`);
    }
    // Each character is as wide as the next.
    const middle = content.indexOf(text) + text.length / 2;
    await this.#page.mouse.move(box.x + (box.width * middle) / content.length, box.y + box.height / 2);
    await waitFor(this.#hover.filter({ hasText: known }), `“${known}” in the hover of “${text}”`);
    return (await this.#hover.innerText()).replaceAll('\u00a0', ' ');
  }

  /** Clicks a link of the hover that {@link hoverOver} has opened. */
  async clickInHover(link: string): Promise<void> {
    await this.#hover.locator('a', { hasText: link }).click();
  }

  /** Waits for the light bulb at the cursor: before it, the menu may be opened on nothing. */
  async waitForFixes(): Promise<void> {
    await waitFor(
      this.#page.locator('.editor-group-container.active [class*="gutter-lightbulb"]').first(),
      'a light bulb',
    );
  }

  /** Opens the menu of what can be done about what is at the cursor. @returns its entries, with `known` among them */
  async openFixes(known: string): Promise<readonly string[]> {
    await this.#page.keyboard.press('Control+.');
    await waitFor(this.#menu.filter({ hasText: known }).first(), `“${known}” in the menu`);
    return this.#menu.allInnerTexts();
  }

  async clickFix(title: string): Promise<void> {
    await this.#menu.filter({ hasText: title }).click();
  }

  /** Waits for an error to be underlined. */
  async waitForError(): Promise<void> {
    await waitFor(this.#page.locator('.editor-group-container.active .squiggly-error').first(), 'an error');
  }

  /** Waits until no request lacks a header: none offers to insert it, and nothing is underlined. */
  async waitForNothingMissing(): Promise<void> {
    const editor = this.#page.locator('.editor-group-container.active');
    await waitFor(this.#lenses.filter({ hasText: 'Insert token' }).first(), 'the lenses to change', 'hidden');
    await waitFor(editor.locator('[class*="squiggly-"]').first(), 'the problems to go', 'hidden');
  }

  /** Waits for the button that offers other ways to paste. */
  async waitForPasteOptions(): Promise<void> {
    await waitFor(this.#page.locator('.post-edit-widget'), 'the button of ways to paste');
  }

  /** Waits for the list of edits that wait for a yes. @returns the names of the files */
  async previewedFiles(): Promise<readonly string[]> {
    const files = this.#previewedFiles();
    await waitFor(files.first(), 'the preview of the edits');
    return files.locator('.label-name').allInnerTexts();
  }

  /** Ticks all edits of each file in the list, and applies them. */
  async applyPreview(): Promise<void> {
    for (const file of await this.#previewedFiles().all()) {
      await file.getByRole('checkbox').click();
    }
    await this.#panel.getByRole('button', { name: 'Apply', exact: true }).click();
    await waitFor(this.#previewedFiles().first(), 'the preview to close', 'hidden');
  }

  /** Opens what stands beside the name of the language. @returns its text */
  async openLanguageStatus(): Promise<string> {
    await this.#page.locator('[id="status.languageStatus"]').click();
    const status = this.#languageStatus();
    await waitFor(status, 'the status of the language');
    return (await status.innerText()).replaceAll(/\s+/g, ' ').trim();
  }

  async clickInLanguageStatus(link: string): Promise<void> {
    await this.#languageStatus().getByRole('button', { name: link }).click();
  }

  /** The line that the cursor is in, as the status bar has it. */
  async waitForLine(line: number): Promise<void> {
    const position = this.#page.locator('[id="status.editor.selection"]');
    await waitFor(position.filter({ hasText: `Ln ${line},` }), `the cursor in line ${line}`);
  }

  #line(text: string): Locator {
    return this.#page
      .locator('.editor-group-container.active .view-line')
      .filter({ hasText: text.replaceAll(' ', '\u00a0') })
      .first();
  }

  #previewedFiles(): Locator {
    return this.#panel.locator('.monaco-list-row[aria-level="1"]');
  }

  #languageStatus(): Locator {
    return this.#page.locator('.hover-language-status .element');
  }
}
