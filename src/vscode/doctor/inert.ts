/** What is looked at, in UTF-16 code units: it bounds the work. */
const longestInput = 1_000;

/**
 * Text from outside, made fit for a Markdown report: a code span on one line in which nothing is a link, a mention, markup or a control character. What could
 * end the span, a row of a table or the line stands there as a look-alike.
 *
 * @param longest in characters.
 */
export function inert(text: string, longest = 80): string {
  const line = text
    .slice(0, longestInput)
    // Also those that turn the direction of what follows.
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .replaceAll('`', '\u02cb')
    .replaceAll('|', '\u00a6')
    .trim();
  const characters = Array.from(line);
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
  return short === '' ? '(empty)' : `\`${short}\``;
}
