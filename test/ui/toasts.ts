import type { Page } from 'playwright-core';
import { waitForWorkbench } from '../host/window';

/**
 * Reloads the web workbench as users have it. The test host starts it with the driver for smoke tests, and with that driver VS Code shows no toasts: they
 * wait in the notification centre. Nothing here needs the driver, because the extension is installed.
 */
export async function showToasts(page: Page): Promise<void> {
  await page.route(
    (address) => address.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      await route.fulfill({
        response,
        body: text.replace(/(enableSmokeTestDriver(?:&quot;|"):)true/, '$1false'),
      });
    },
  );
  await page.reload();
  await waitForWorkbench(page);
}
