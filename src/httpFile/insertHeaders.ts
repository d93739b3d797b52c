import { parseRequestBlocks, type HeaderLine, type Request, type RequestBlock } from './requestBlocks';
import { lineEndingAt, lineEndingBefore, textLines, type TextRange } from './textLines';

/** Offsets in UTF-16 code units, `end` exclusive. A cursor has `start === end`. */
export interface TextSelection {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text from `start` to `end` (offsets in UTF-16 code units, exclusive). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A header to set; neither part has white space around it or a line break in it. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/**
 * Why a selected block got no headers. `noRequest`: there are only comments, variables or text. `curl`: the request is a curl command line.
 * `missingSeparator`: httpYac reads a request there, REST Client the body of the request above; a line that begins with `###` before it would settle that.
 */
export type SkipReason = 'noRequest' | 'curl' | 'missingSeparator';

export interface SkippedBlock {
  readonly reason: SkipReason;
  /** Where the block begins, counted from 0. */
  readonly line: number;
}

export interface HeaderInsertion {
  /** Ascending, neither overlapping nor touching. Empty when every selected request has exactly these headers already. */
  readonly edits: readonly TextEdit[];
  /** How many selected requests have the headers once the edits are applied, changed or not. */
  readonly requests: number;
  /** The selected blocks that stay as they are. `requests` and this are never both empty when something is selected. */
  readonly skipped: readonly SkippedBlock[];
}

/**
 * Sets the headers in the request under each cursor and in each request that a selection touches. A cursor on a `###` line means the request below it.
 * A header that is there keeps its place and the spelling of its name, and loses its repetitions; one that is missing goes after the last header.
 */
export function insertAuthorization(
  text: string,
  selections: readonly TextSelection[],
  headers: readonly HeaderField[],
): HeaderInsertion {
  const edits: TextEdit[][] = [];
  const skipped: SkippedBlock[] = [];
  let requests = 0;
  for (const block of selectedBlocks(text, selections)) {
    const reason = skipReason(block);
    if (reason !== undefined) {
      skipped.push({ reason, line: block.range.firstLine });
    } else if (block.request !== undefined) {
      requests++;
      edits.push(editsOfRequest(text, block.range, block.request, headers));
    }
  }
  if (text === '' && selections.length > 0) {
    skipped.push({ reason: 'noRequest', line: 0 });
  }
  return { edits: edits.flat(), requests, skipped };
}

function skipReason({ request, unseparated }: RequestBlock): SkipReason | undefined {
  if (request === undefined) {
    return 'noRequest';
  }
  if (unseparated) {
    return 'missingSeparator';
  }
  return request.kind === 'curl' ? 'curl' : undefined;
}

function selectedBlocks(text: string, selections: readonly TextSelection[]): RequestBlock[] {
  const intervals = selections
    .map((selection) => occupied(text, selection))
    .sort((a, b) => a.start - b.start);
  let next = 0;
  let furthest = 0;
  return parseRequestBlocks(text).filter(({ range }) => {
    for (
      let interval = intervals[next];
      interval !== undefined && interval.start < range.end;
      interval = intervals[next]
    ) {
      furthest = Math.max(furthest, interval.end);
      next++;
    }
    return furthest > range.start;
  });
}

/** A cursor occupies the character after it, and at the end of the text the one before it, so that it belongs to exactly one block. */
function occupied(text: string, selection: TextSelection): TextSelection {
  const start = Math.max(0, Math.min(selection.start, selection.end, text.length - 1));
  return { start, end: Math.max(selection.start, selection.end, start + 1) };
}

function editsOfRequest(
  text: string,
  block: TextRange,
  request: Request,
  fields: readonly HeaderField[],
): TextEdit[] {
  const edits: TextEdit[] = [];
  const missing: HeaderField[] = [];
  for (const field of fields) {
    const [kept, ...others] = request.headers.filter(
      ({ name }) => name.toLowerCase() === field.name.toLowerCase(),
    );
    if (kept === undefined) {
      missing.push(field);
    } else if (kept.value !== field.value) {
      const space = kept.value === '' ? ' ' : '';
      edits.push({ start: kept.valueStart, end: kept.valueEnd, newText: space + field.value });
    }
    for (const header of others) {
      edits.push(removal(text, header));
    }
  }
  if (missing.length > 0) {
    const lineStart = lineEndingFor(text, request.requestLine) + indentationFor(text, block, request);
    edits.push(insertion(lineStart, request.newHeadersAt, missing));
  }
  return joined(edits);
}

/** That of the request line; where the text ends with it, the first one of the text. */
function lineEndingFor(text: string, { end }: TextRange): string {
  return lineEndingAt(text, end) || (/\r\n|\n|\r/.exec(text)?.[0] ?? '\n');
}

/**
 * That of the request line, where no line of the block begins at the margin: in a list of Markdown one that does would end the code block. Elsewhere none: JetBrains takes an indented
 * line below a request line for a part of the URL.
 */
function indentationFor(text: string, { start, end }: TextRange, { requestLine }: Request): string {
  const indentation = /^[ \t]{0,1000}/.exec(text.slice(requestLine.start, requestLine.end))?.[0] ?? '';
  const isIndented =
    indentation !== '' &&
    textLines(text.slice(start, end)).every((line) => {
      const content = text.slice(start + line.start, start + line.end);
      return /^[ \t]/.test(content) || content.trim() === '';
    });
  return isIndented ? indentation : '';
}

/**
 * A header goes together with the line ending before it, as {@link insertion} puts one before each new header: that works at the end of a text
 * without a final newline too, and never lets a lone CR meet an LF, which would make one line ending out of two.
 */
function removal(text: string, { range }: HeaderLine): TextEdit {
  return { start: range.start - lineEndingBefore(text, range.start).length, end: range.end, newText: '' };
}

/** @param lineStart the line ending before each header, and its indentation. */
function insertion(lineStart: string, offset: number, fields: readonly HeaderField[]): TextEdit {
  const newText = fields.map(({ name, value }) => `${lineStart}${name}: ${value}`).join('');
  return { start: offset, end: offset, newText };
}

/** Edits that touch become one: editors differ in what an insertion at the edge of a replacement means. */
function joined(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && edit.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    } else {
      result.push(edit);
    }
  }
  return result;
}
