/** Characters. */
const longestResult = 200;

/** Control characters, line breaks of every kind, halves of surrogate pairs, and what turns the direction of the text around it. */
export const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const everyUnprintable = new RegExp(unprintable, 'gu');

/**
 * A value from outside (the name of a file, the argument of a command), fit to stand in a sentence for the user: on one line, 200 characters at most,
 * with `�` for each character that could make the sentence read differently from what it says.
 */
export function printable(text: string): string {
  const short = text.length > longestResult ? `${text.slice(0, longestResult - 1)}…` : text;
  return short.replace(everyUnprintable, '\uFFFD');
}
