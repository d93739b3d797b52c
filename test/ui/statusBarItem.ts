import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

/** The extension's item in the status bar, and the menu that hovering over it opens. */
export class StatusBarItem {
  readonly #page: Page;
  readonly #item: Locator;
  readonly #hover: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#item = page.locator('[id="nomba-tokens.nomba-tokens.nomba.token"]');
    this.#hover = page.locator('.workbench-hover-container .workbench-hover');
  }

  async exists(): Promise<boolean> {
    return this.#item.isVisible();
  }

  /** Waits for a text; @returns it, with what a screen reader says. */
  async waitForText(text: string | RegExp): Promise<{ text: string; label: string | null }> {
    const item = this.#item.filter({ hasText: text });
    await waitFor(item, `“${String(text)}” in the status bar`);
    return {
      text: (await item.innerText()).trim(),
      label: await item.getByRole('button').getAttribute('aria-label'),
    };
  }

  async click(): Promise<void> {
    await this.#item.click();
  }

  /** Hovers over the item. @returns the text of the menu that opens */
  async hover(): Promise<string> {
    await this.#page.mouse.move(0, 0);
    await this.#item.hover();
    await waitFor(this.#hover, 'the menu above the status bar');
    return this.#hover.innerText();
  }

  /** Clicks a link of the menu that {@link hover} has opened. */
  async clickInHover(link: string): Promise<void> {
    await this.#hover
      .getByRole('link', { name: link })
      .or(this.#hover.locator('a', { hasText: link }))
      .first()
      .click();
  }
}
