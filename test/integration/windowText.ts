import { visibleText } from '../host/pictures';

const seen = new Set<string>();

/** The visible text of the first element that matches a CSS selector; it counts as seen. */
export async function windowText(selector: string): Promise<string> {
  // Markdown of the extension's comes with spaces that do not break.
  const text = (await visibleText(selector)).replaceAll('\u00a0', ' ').trim();
  seen.add(text);
  return text;
}

/** Matches the extension's item in the status bar. */
export const statusBarItem = '[id="nomba-tokens.nomba-tokens.nomba.token"]';

/** What the status bar shows of ours, beside the icon. */
export async function statusBarText(): Promise<string> {
  return windowText(statusBarItem);
}

/** Every text that was read from the window. */
export function textsSeen(): readonly string[] {
  return [...seen];
}
