import type { TextSpan } from './requestTarget';
import { textLines } from './textLines';

/** Behind the marks of lists, which may stand in the line of the fence. A mark of a quote stands in each line of a block: no client sends that, and nobody edits it as a request. */
const markdownFence =
  /^[ \t]{0,100}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,20}){0,10}(?:(?<ticks>`{3,100})(?<info>[^`]*)|(?<tildes>~{3,100})(?<other>.*))$/;
/** The info string of a fence begins with the language; what follows it (a title, attributes) is the renderer's. */
const httpInfo = /^[ \t]{0,20}\{?[ \t.]{0,5}(?:http|rest)(?![\w-])/i;
const asciiDocStyle =
  /^\[(?:source)?(?:[.#%][\w.#%-]{1,100})?,[ \t]{0,10}(?:http|rest)(?![\w-])[^\]\n]{0,200}\]$/i;
/** Of listings, literal text, comments and what goes to the output as it is: none of these has blocks in it. Markdown's fence, too, which may have a language behind it. */
const asciiDocDelimiter = /^(-{4,100}|\.{4,100}|\/{4,100}|\+{4,100}|```(?=[^`]*$))/;
/** That of a listing, if one is announced; else of a block that has others in it. */
const openBlockDelimiter = '--';
/** Lines of AsciiDoc that are no text: attributes, titles of blocks, comments. */
const asciiDocMark = /^(?:[[.:]|\/\/)/;
/** Characters. A longer line, which may have many megabytes, is judged by its beginning. */
const longestMark = 500;

/**
 * The code blocks of requests in a Markdown text, without their fences; not those in quotes. One that is never closed goes on to the end of the text, as it does where Markdown is shown.
 * Takes time in proportion to the text and never throws.
 */
export function markdownHttpBlocks(text: string): readonly TextSpan[] {
  return blocksOf(text, (line) => {
    const { ticks, tildes, info = '', other = info } = markdownFence.exec(line)?.groups ?? {};
    const fence = ticks ?? tildes;
    return fence === undefined
      ? undefined
      : { isHttp: httpInfo.test(other), closes: (end) => closesFence(end, fence) };
  });
}

/** As {@link markdownHttpBlocks}, for AsciiDoc: a delimited block below `[source,http]`. */
export function asciiDocHttpBlocks(text: string): readonly TextSpan[] {
  let isAnnounced = false;
  let previous = '';
  return blocksOf(text, (line) => {
    const mark = line.trimEnd();
    const isHttp = isAnnounced && /^[-.]/.test(mark);
    const delimiter = isUnderline(mark, previous) ? undefined : asciiDocBlockEnd(mark, isHttp);
    // A title may stand between the two.
    isAnnounced = asciiDocStyle.test(mark) || (isAnnounced && /^\.[^.\s]/.test(mark));
    previous = mark;
    return delimiter === undefined ? undefined : { isHttp, closes: (end) => end.trimEnd() === delimiter };
  });
}

/** The line that ends the block which a line begins. */
function asciiDocBlockEnd(mark: string, isAnnounced: boolean): string | undefined {
  if (mark === openBlockDelimiter) {
    return isAnnounced ? mark : undefined;
  }
  const delimiter = asciiDocDelimiter.exec(mark)?.[1];
  return delimiter === mark || delimiter === '```' ? delimiter : undefined;
}

/** Whether a line makes the one above it the title of a section: it is as long, or one character longer or shorter. */
function isUnderline(mark: string, above: string): boolean {
  return (
    /^(?:-+|\++)$/.test(mark) &&
    /[\p{L}\p{N}_]/u.test(above) &&
    !asciiDocMark.test(above) &&
    Math.abs(Array.from(above).length - mark.length) < 2
  );
}

/** The code blocks of requests in a text of the language. Empty for one that has no code blocks which the clients send. */
export function httpCodeBlocks(languageId: string, text: string): readonly TextSpan[] {
  return codeBlocksIn.get(languageId)?.(text) ?? [];
}

const codeBlocksIn: ReadonlyMap<string, (text: string) => readonly TextSpan[]> = new Map([
  ['markdown', markdownHttpBlocks],
  ['asciidoc', asciiDocHttpBlocks],
]);

function closesFence(line: string, fence: string): boolean {
  const mark = line.trim();
  return mark.length >= fence.length && mark.split('').every((character) => character === fence[0]);
}

/** A block that a line opens. One of another kind can show how a block of requests is written. */
interface OpenBlock {
  readonly isHttp: boolean;
  readonly closes: (line: string) => boolean;
}

/** @param opens answers the block that the line opens. */
function blocksOf(text: string, opens: (line: string) => OpenBlock | undefined): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let block: OpenBlock | undefined;
  let start = 0;
  for (const line of textLines(text)) {
    const content = text.slice(line.start, Math.min(line.end, line.start + longestMark));
    if (block === undefined) {
      block = opens(content);
      start = line.next;
    } else if (block.closes(content)) {
      spans.push(...(block.isHttp ? [{ start, end: line.start }] : []));
      block = undefined;
    }
  }
  return block?.isHttp === true ? [...spans, { start, end: text.length }] : spans;
}
