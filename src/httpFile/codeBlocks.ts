import type { TextSpan } from './requestTarget';
import { textLines } from './textLines';

/** The info string of a fence begins with the language; what follows it (a title, attributes) is the renderer's. */
const markdownFence = /^[ \t>]{0,100}(`{3,20}|~{3,20})[ \t]{0,20}\{?[ \t.]{0,5}(?:http|rest)\b/i;
const asciiDocStyle = /^\[(?:source)?(?:%[\w%]{1,50})?,[ \t]{0,10}(?:http|rest)\b[^\]\n]{0,200}\]$/i;
const asciiDocDelimiter = /^(-{4,100}|\.{4,100})$/;
/** Characters. No opening or closing line is longer; a line of many megabytes is not looked at whole. */
const longestMark = 500;

/**
 * The code blocks of requests in a Markdown text, without their fences. One that is never closed goes on to the end of the text, as it does where Markdown is shown.
 * Takes time in proportion to the text and never throws.
 */
export function markdownHttpBlocks(text: string): readonly TextSpan[] {
  return blocksOf(text, (line) => {
    const fence = markdownFence.exec(line)?.[1];
    return fence === undefined ? undefined : (end) => closesFence(end, fence);
  });
}

/** As {@link markdownHttpBlocks}, for AsciiDoc: a delimited block below `[source,http]`. */
export function asciiDocHttpBlocks(text: string): readonly TextSpan[] {
  let isAnnounced = false;
  return blocksOf(text, (line) => {
    const mark = line.trimEnd();
    const delimiter = isAnnounced ? asciiDocDelimiter.exec(mark)?.[1] : undefined;
    // A title may stand between the two.
    isAnnounced = asciiDocStyle.test(mark) || (isAnnounced && /^\.[^.\s]/.test(mark));
    return delimiter === undefined ? undefined : (end) => end.trimEnd() === delimiter;
  });
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
  const mark = line.replace(/^[ \t>]{1,100}/, '').trimEnd();
  return mark.length >= fence.length && mark.split('').every((character) => character === fence[0]);
}

/** @param opens answers what ends the block that the line opens. */
function blocksOf(
  text: string,
  opens: (line: string) => ((line: string) => boolean) | undefined,
): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let closes: ((line: string) => boolean) | undefined;
  let start = 0;
  for (const line of textLines(text)) {
    const content = line.end - line.start > longestMark ? '' : text.slice(line.start, line.end);
    if (closes === undefined) {
      closes = opens(content);
      start = line.next;
    } else if (closes(content)) {
      spans.push({ start, end: line.start });
      closes = undefined;
    }
  }
  return closes === undefined ? spans : [...spans, { start, end: text.length }];
}
