import * as syntax from './lineSyntax';
import { textLines, type TextLine, type TextRange } from './textLines';

/** A line that begins with `###`. */
export interface Separator {
  /** The text after the `###`. */
  readonly name: string | undefined;
  readonly range: TextRange;
}

export interface HeaderLine {
  /** As the user wrote it. */
  readonly name: string;
  /** Without the white space around it. */
  readonly value: string;
  /** The line without its ending. */
  readonly range: TextRange;
  /** Offset of the value; right after the colon when it is empty. */
  readonly valueStart: number;
  /** Offset where the value ends, exclusive. */
  readonly valueEnd: number;
}

export interface Request {
  /** `curl` is a command line, whose lines are all body here: REST Client sends it, but it has no header lines. */
  readonly kind: 'http' | 'curl';
  /** The request line with the lines that continue its URL, without the last line ending. */
  readonly requestLine: TextRange;
  readonly headers: readonly HeaderLine[];
  /** Offset where the line ends after which a new header goes: the last header of those that REST Client and httpYac both read, or the request line. */
  readonly newHeadersAt: number;
  /** Offset of the first line that is neither a header nor a comment among them: the blank line, or a body without one. */
  readonly headersEnd: number;
  /** From after the blank line to the end of the block, scripts and assertions included; `undefined` when all of that is blank. */
  readonly body: TextRange | undefined;
}

export interface RequestBlock {
  /** From the separator, which it includes, to the next one. The blocks of a text cover all of it. */
  readonly range: TextRange;
  /** `undefined` for text before the first separator, and for a block that begins at a request line amid the text above. */
  readonly separator: Separator | undefined;
  /** `undefined` in a block of nothing but comments, variables, or text that is no request. */
  readonly request: Request | undefined;
  /**
   * Only httpYac begins a block here: at a request line amid the text of the block above, or at an indented `###`. To REST Client it is a part of
   * the request above: whoever edits it damages the file for one of the two.
   */
  readonly unseparated: boolean;
}

/** The blocks of a `.http` file, in order. Takes time in proportion to the text and never throws. */
export function parseRequestBlocks(text: string): RequestBlock[] {
  const blocks: RequestBlock[] = [];
  let reader: BlockReader | undefined;
  for (const line of textLines(text)) {
    const content = text.slice(line.start, line.end);
    const trimmed = content.trim();
    const separator = syntax.isSeparator(trimmed);
    const indented = separator && !syntax.isSeparator(content);
    const unseparated = reader !== undefined && (indented ? reader.begun : reader.isSplitBy(trimmed));
    if (reader === undefined || separator || unseparated) {
      if (reader !== undefined) {
        blocks.push(reader.block());
      }
      reader = new BlockReader(line, unseparated);
    }
    reader.read(line, content, trimmed);
  }
  if (reader !== undefined) {
    blocks.push(reader.block());
  }
  return blocks;
}

/**
 * Reads the lines of one block, each once. `###` ends a block even inside a script: httpYac then takes the script for unfinished,
 * and REST Client knows no scripts. The one exception is not followed: below a request of type `text/markdown` httpYac wants a bare `###`.
 */
class BlockReader {
  private readonly firstLine: TextLine;
  private readonly unseparated: boolean;
  private lastLine: TextLine;
  private stage: 'opening' | 'url' | 'headers' | 'body' | 'other' = 'opening';
  private endsOpening: ((line: string) => boolean) | undefined;
  private onlySeparatorsEnd = false;
  private separator: Separator | undefined;
  private kind: Request['kind'] = 'http';
  private requestLine: TextRange | undefined;
  private readonly headers: HeaderLine[] = [];
  /** How many of the headers httpYac reads too, where it takes the others for the body. */
  private undisputedHeaders: number | undefined;
  private headersEnd: number | undefined;
  private bodyFirstLine: TextLine | undefined;
  private bodyIsBlank = true;

  constructor(firstLine: TextLine, unseparated: boolean) {
    this.firstLine = firstLine;
    this.lastLine = firstLine;
    this.unseparated = unseparated;
  }

  /** Whether anything but comments, variables and the like was read. */
  get begun(): boolean {
    return this.stage !== 'opening';
  }

  /** Whether httpYac would begin another request at this line, although it is no separator. */
  isSplitBy(trimmed: string): boolean {
    return (
      (this.stage === 'body' || this.stage === 'other') &&
      !this.onlySeparatorsEnd &&
      syntax.isRequestLineInBody(trimmed)
    );
  }

  read(line: TextLine, content: string, trimmed: string): void {
    this.lastLine = line;
    if (this.stage === 'opening') {
      this.readOpening(line, trimmed);
    } else if (this.stage === 'url' || this.stage === 'headers') {
      this.readHeaders(line, content, trimmed);
    } else if (this.stage === 'body') {
      this.readBody(line, trimmed);
    }
  }

  block(): RequestBlock {
    const range = wholeLines(this.firstLine, this.lastLine);
    return {
      range,
      separator: this.separator,
      request: this.requestLine && {
        kind: this.kind,
        requestLine: this.requestLine,
        headers: this.headers,
        newHeadersAt: (this.headers.slice(0, this.undisputedHeaders).at(-1)?.range ?? this.requestLine).end,
        headersEnd: this.headersEnd ?? range.end,
        body:
          this.bodyIsBlank || !this.bodyFirstLine ? undefined : wholeLines(this.bodyFirstLine, this.lastLine),
      },
      unseparated: this.unseparated,
    };
  }

  private readOpening(line: TextLine, trimmed: string): void {
    if (syntax.isSeparator(trimmed)) {
      this.separator = { name: syntax.separatorName(trimmed), range: rangeOf(line) };
    } else if (this.endsOpening !== undefined) {
      // A script that is never closed thus leaves the block without a request: better than a header amid JavaScript.
      if (this.endsOpening(trimmed)) {
        this.endsOpening = undefined;
      }
    } else if (syntax.isComment(trimmed)) {
      this.onlySeparatorsEnd ||= /^(?:#+|\/{2,})\s+@force-?region-?delimiter\b/i.test(trimmed);
    } else if (trimmed === '' || syntax.isFileVariable(trimmed) || syntax.isOneLineBlockComment(trimmed)) {
      return;
    } else {
      this.readFirstLine(line, trimmed);
    }
  }

  private readFirstLine(line: TextLine, trimmed: string): void {
    this.endsOpening = syntax.endOfMultiLineOpening(trimmed);
    if (this.endsOpening !== undefined || syntax.isClientInstruction(trimmed)) {
      return;
    }
    if (syntax.isCurlCommand(trimmed)) {
      this.kind = 'curl';
      this.stage = 'body';
      this.requestLine = rangeOf(line);
      this.headersEnd = line.next;
    } else if (syntax.isRequestLine(trimmed)) {
      this.stage = 'url';
      this.requestLine = rangeOf(line);
    } else {
      this.stage = 'other';
    }
  }

  private readHeaders(line: TextLine, content: string, trimmed: string): void {
    if (syntax.isComment(trimmed) || syntax.isSpreadOfHeaders(trimmed)) {
      if (syntax.isCommentThatEndsHeaders(trimmed)) {
        this.undisputedHeaders ??= this.headers.length;
      }
      return;
    }
    if (syntax.isContinuationOfUrl(trimmed)) {
      // After a header only httpYac adds it to the URL; the headers go on either way.
      if (this.stage === 'url') {
        this.requestLine &&= { ...this.requestLine, end: line.end, lastLine: line.index };
      }
      return;
    }
    const nameLength = syntax.headerNameLength(trimmed);
    if (nameLength !== undefined) {
      this.stage = 'headers';
      this.headers.push(headerLine(line, content, trimmed, nameLength));
      return;
    }
    this.stage = 'body';
    this.headersEnd = line.start;
    this.onlySeparatorsEnd ||= this.headers.some(isMultipartMixed);
    if (trimmed !== '') {
      this.readBody(line, trimmed);
    }
  }

  private readBody(line: TextLine, trimmed: string): void {
    this.bodyFirstLine ??= line;
    this.bodyIsBlank &&= trimmed === '';
  }
}

/** The parts of such a body are requests themselves; httpYac does not let their request lines end the block. */
function isMultipartMixed({ name, value }: HeaderLine): boolean {
  return name.toLowerCase() === 'content-type' && /^multipart\/mixed\b/i.test(value);
}

function headerLine(line: TextLine, content: string, trimmed: string, nameLength: number): HeaderLine {
  const value = trimmed.slice(nameLength + 1).trim();
  const trimmedEnd = line.start + content.trimEnd().length;
  const afterColon = trimmedEnd - trimmed.length + nameLength + 1;
  const valueEnd = value === '' ? afterColon : trimmedEnd;
  return {
    name: trimmed.slice(0, nameLength).trimEnd(),
    value,
    range: rangeOf(line),
    valueStart: valueEnd - value.length,
    valueEnd,
  };
}

function rangeOf({ index, start, end }: TextLine): TextRange {
  return { start, end, firstLine: index, lastLine: index };
}

/** From the first line to the last, the ending of which is included. */
function wholeLines(first: TextLine, last: TextLine): TextRange {
  return { start: first.start, end: last.next, firstLine: first.index, lastLine: last.index };
}
