import { visibleText } from '../host/pictures';

const seen = new Set<string>();

/** The visible text of the first element that matches a CSS selector; it counts as seen. */
export async function windowText(selector: string): Promise<string> {
  // Markdown of the extension's comes with spaces that do not break.
  const text = (await visibleText(selector)).replaceAll('\u00a0', ' ').trim();
  seen.add(text);
  return text;
}

/** Every text that was read from the window. */
export function textsSeen(): readonly string[] {
  return [...seen];
}
