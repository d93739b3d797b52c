import { wholeRange, type BlockLine, type BlockLines } from './blockLines';
import { httpYacScript, jetBrainsScript, jetBrainsScriptFile } from './lineSyntax';
import type { TextSpan } from './requestTarget';
import type { TextRange } from './textLines';

export interface Script {
  readonly dialect: 'httpYac' | 'JetBrains';
  /** Of httpYac in small letters, e.g. `response`, and `undefined` where the script names none; of JetBrains `request` (`<`) or `response` (`>`). */
  readonly event: string | undefined;
  /** Whether it runs for every request of the file: `{{+…` of httpYac. */
  readonly isGlobal: boolean;
  /** Whether the script is in a file, of which only the name stands here. */
  readonly isFile: boolean;
  /** The code without what encloses it, or the name of the file. */
  readonly content: TextSpan;
  /** Its lines, without the last line ending. */
  readonly range: TextRange;
}

/**
 * The script that begins at a line, with the index of its last line; `undefined` where none begins, or where it never ends.
 *
 * @param beforeRequest whether the line stands before a request: below the headers `< file` is the body.
 */
export function readScript(
  lines: BlockLines,
  line: BlockLine,
  index: number,
  beforeRequest: boolean,
): { readonly script: Script; readonly last: number } | undefined {
  const httpYac = httpYacScript.exec(line.text);
  if (httpYac !== null) {
    return httpYacScriptAt(lines, line, index, httpYac);
  }
  const [beginning, sign] = jetBrainsScript.exec(line.text) ?? jetBrainsScriptFile.exec(line.text) ?? [];
  if (beginning === undefined || (sign === '<' && !beforeRequest)) {
    return undefined;
  }
  const isFile = !beginning.endsWith('{%');
  const isOneLine = isFile || line.text.endsWith('%}');
  const last = isOneLine ? index : lines.endOf('%}', index, (candidate) => candidate.endsWith('%}'));
  const lastLine = last === undefined ? undefined : lines.at(last);
  if (last === undefined || lastLine === undefined) {
    return undefined;
  }
  const event = sign === '<' ? 'request' : 'response';
  const range = wholeRange(line, lastLine);
  const content = isFile
    ? { start: line.end - line.text.slice(1).trimStart().length, end: line.end }
    : {
        start: line.start + beginning.length,
        end: Math.max(line.start + beginning.length, lastLine.end - 2),
      };
  return { script: { dialect: 'JetBrains', event, isGlobal: false, isFile, content, range }, last };
}

function httpYacScriptAt(
  lines: BlockLines,
  line: BlockLine,
  index: number,
  [, modifier, event]: RegExpExecArray,
): { readonly script: Script; readonly last: number } | undefined {
  const last = lines.endOf('}}', index, (candidate) => candidate === '}}');
  const lastLine = last === undefined ? undefined : lines.at(last);
  if (last === undefined || lastLine === undefined) {
    return undefined;
  }
  return {
    script: {
      dialect: 'httpYac',
      event: event?.toLowerCase(),
      isGlobal: modifier === '+',
      isFile: false,
      content: { start: line.next, end: lastLine.range.start },
      range: wholeRange(line, lastLine),
    },
    last,
  };
}
