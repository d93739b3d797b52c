import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { windowControlVariable } from './windowControlVariable';

/** A loopback server through which code inside the extension host has its own window photographed and read. */
export interface WindowControl {
  /** The variable that tells the code inside where the server is. */
  readonly environment: Readonly<Record<string, string>>;
  /** Until a window is attached, requests wait. */
  attach(page: Page): void;
  end(): Promise<void>;
}

/** Starts the server; pictures go to `<picturesDir>/<name>.png`. */
export async function startWindowControl(picturesDir: string): Promise<WindowControl> {
  let attach: (page: Page) => void = () => undefined;
  const attached = new Promise<Page>((resolve) => {
    attach = resolve;
  });
  const answer = async (address: URL, response: ServerResponse): Promise<void> => {
    try {
      const body = await perform(await attached, address, picturesDir);
      response.writeHead(200).end(body);
    } catch (error) {
      response.writeHead(400).end(error instanceof Error ? error.message : String(error));
    }
  };
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://127.0.0.1'), response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    environment: { [windowControlVariable]: `http://127.0.0.1:${port}` },
    attach,
    async end() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function perform(page: Page, address: URL, picturesDir: string): Promise<string> {
  const argument = (name: string): string => {
    const value = address.searchParams.get(name);
    if (value === null) {
      throw new Error(`${address.pathname} needs the parameter "${name}".`);
    }
    return value;
  };
  switch (address.pathname) {
    case '/picture': {
      const name = argument('name');
      if (!/^[\w.-]+$/.test(name)) {
        throw new Error(`"${name}" is no name for a picture: letters, digits, dots and dashes only.`);
      }
      const file = path.join(picturesDir, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    }
    case '/hover':
      await page.locator(argument('selector')).first().hover({ timeout: 5000 });
      return '';
    case '/text': {
      const element = page.locator(argument('selector')).first();
      const text = await element.innerText({ timeout: 5000 });
      // The browser has a text for what is hidden, too; that of an input that was closed, for instance.
      return (await element.isVisible()) ? text : '';
    }
    default:
      throw new Error(`There is no ${address.pathname}.`);
  }
}
