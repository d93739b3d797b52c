/** A part of a text. Offsets count UTF-16 code units and `end` is exclusive; lines count from 0 and `lastLine` is inclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** One line of a text. `end` is where its line ending begins, `next` where the following line begins. */
export interface TextLine {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * The lines of a text, without those of length 0 that only the end of the text makes: `'a\n'` is one line, `''` is none.
 * A lone CR ends a line, as it does in the editor.
 */
export function textLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  // Each is searched for again only once it has been passed: a text without CR would otherwise be scanned to its end at every line.
  let lineFeed = -1;
  let carriageReturn = -1;
  let start = 0;
  while (start < text.length) {
    lineFeed = lineFeed < start ? indexOrLength(text, '\n', start) : lineFeed;
    carriageReturn = carriageReturn < start ? indexOrLength(text, '\r', start) : carriageReturn;
    const end = Math.min(lineFeed, carriageReturn);
    const next = end + lineEndingAt(text, end).length;
    lines.push({ index: lines.length, start, end, next });
    start = next;
  }
  return lines;
}

function indexOrLength(text: string, character: string, from: number): number {
  const found = text.indexOf(character, from);
  return found === -1 ? text.length : found;
}

/** The line ending that begins at the offset; empty where none does. */
export function lineEndingAt(text: string, offset: number): string {
  const first = text[offset];
  if (first === '\r') {
    return text[offset + 1] === '\n' ? '\r\n' : '\r';
  }
  return first === '\n' ? '\n' : '';
}

/** The line ending that stops right before the offset; empty where none does. */
export function lineEndingBefore(text: string, offset: number): string {
  const last = text[offset - 1];
  if (last === '\n') {
    return text[offset - 2] === '\r' ? '\r\n' : '\n';
  }
  return last === '\r' ? '\r' : '';
}
