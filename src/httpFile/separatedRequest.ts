import type { HttpText } from './httpText';
import { parseRequestBlocks } from './requestBlocks';
import { sectionMark } from './section';

/** What a request is put between. */
export interface TextsAround {
  /** From a line that begins a section to the place. */
  readonly above: string;
  /** From the place to the end of a section. */
  readonly below: string;
}

/** Of the sections that the characters from `start` to `end` are in or at the edge of: the rest of the file has no part in it. */
export function textsAround(text: HttpText, start: number, end: number): TextsAround {
  const to = Math.min(end, text.length);
  // A section that begins at the place is not that of the request above it.
  const sections = text.sectionsBetween(Math.max(0, start - 1), to);
  const first = sections[0]?.start ?? 0;
  const around = sections.map(({ section }) => section.text).join('');
  return { above: around.slice(0, start - first), below: around.slice(to - first) };
}

/**
 * The text of a request with what makes it a request of its own between the texts around it: without `###`, it would be a part of the request above it, and what stands below
 * would be its body.
 */
export function separatedRequest(
  request: string,
  { above, below }: TextsAround,
  lineEnding: '\n' | '\r\n',
): string {
  const before = above === '' || /[\r\n]$/.test(above) ? '' : lineEnding;
  const separator = isOfItsOwn(above + before, request) ? '' : sectionMark + lineEnding;
  return before + separator + request + betweenItAnd(below, lineEnding);
}

/** Whether both clients read the request that begins where the text above it ends. */
function isOfItsOwn(above: string, request: string): boolean {
  const block = parseRequestBlocks(above + request).find(({ range }) => range.end > above.length);
  return (
    block?.request !== undefined && block.request.requestLine.start >= above.length && !block.unseparated
  );
}

/** A comment or a variable goes with what stands below it, or would be sent with the request. */
function betweenItAnd(below: string, lineEnding: string): string {
  if (below.trim() === '') {
    return '';
  }
  const startsLine = /^[ \t]*[\r\n]/.test(below);
  if (/^(?:\s*[\r\n])?###/.test(below)) {
    return startsLine ? '' : lineEnding;
  }
  return lineEnding + sectionMark + (startsLine ? '' : lineEnding);
}
