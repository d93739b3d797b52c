// For code that runs inside the extension host. It is bundled with that code, so it imports nothing of the launcher but a name.
import { windowControlVariable } from './windowControlVariable';

async function ask(action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const address = process.env[windowControlVariable];
  if (address === undefined) {
    throw new Error(
      `${windowControlVariable} is not set: this extension host was not started by the test host.`,
    );
  }
  const query = new URLSearchParams(parameters);
  const response = await fetch(`${address}/${action}?${query.toString()}`, { method: 'POST' });
  const body = await response.text();
  if (!response.ok) {
    throw new Error(body);
  }
  return body;
}

/** Photographs the window of this extension host. @returns the absolute path of the PNG file */
export async function takePicture(name: string): Promise<string> {
  return ask('picture', { name });
}

/** Reads the visible text of the first element that matches a CSS selector, waiting up to 5 s for it. */
export async function visibleText(selector: string): Promise<string> {
  return ask('text', { selector });
}

/** Moves the mouse over the first element that matches a CSS selector, waiting up to 5 s for it. */
export async function hoverOver(selector: string): Promise<void> {
  await ask('hover', { selector });
}
