import type { Page } from 'playwright-core';

/** An editor that is up, whichever kind it is. */
export interface RunningEditor {
  readonly page: Page;
  /** Where a person can open the same window; undefined for a desktop, which needs no address. */
  readonly url: string | undefined;
  newWindow(): Promise<Page>;
  /** Resolves with the exit code when the test run inside has ended. Never resolves without one. */
  readonly testRun: Promise<number>;
  end(): Promise<void>;
}

const readyTimeoutMs = 60_000;

/** Resolves when the window shows its status bar: commands and keys work from then on. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page
    .locator('.monaco-workbench .part.statusbar .statusbar-item')
    .first()
    .waitFor({ state: 'visible', timeout: readyTimeoutMs });
}
