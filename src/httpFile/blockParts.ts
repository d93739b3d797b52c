import { bodyKind, mediaTypeOf, type BodyKind } from './bodyKind';
import { fileVariables, type FileVariable } from './fileVariables';
import { BlockLines, wholeRange, type BlockLine } from './blockLines';
import { isComment } from './lineSyntax';
import * as syntax from './partSyntax';
import type { RequestBlock } from './requestBlocks';
import { readMetadata, type Metadata } from './requestMetadata';
import type { TextSpan } from './requestTarget';
import { readScript, type Script } from './script';
import type { TextRange } from './textLines';

/** `?? status == 200`. Without a known predicate httpYac sends the line; it is one that is being written. */
export interface Assertion {
  readonly range: TextRange;
  /** After the `??`, without the white space around it. */
  readonly expression: TextSpan;
}

/** A file that a response goes to (`>> file`, `>>! file`), or one that came earlier (`<> file`). */
export interface ResponseReference {
  readonly kind: 'save' | 'overwrite' | 'previous';
  readonly range: TextRange;
  readonly file: TextSpan;
}

/**
 * What a block consists of beside its request line and headers, in order. Scripts, assertions and response references may stand before the request and from the end of its
 * headers on; they are httpYac’s and JetBrains’: REST Client sends those below the headers as a part of the body.
 */
export interface BlockParts {
  /** Also from amid the body: both clients read the name there. */
  readonly metadata: readonly Metadata[];
  readonly variables: readonly FileVariable[];
  readonly scripts: readonly Script[];
  readonly assertions: readonly Assertion[];
  readonly responseReferences: readonly ResponseReference[];
  readonly bodyKind: BodyKind;
  /** From the first line that httpYac sends to the last, without its line ending. */
  readonly body: TextRange | undefined;
  /** Whole lines amid the body that httpYac does not send. Of these REST Client leaves out only comments. */
  readonly bodyGaps: readonly TextRange[];
}

/** @param text the one that the offsets of the block count in. Takes time in proportion to the block and never throws. */
export function blockParts(text: string, block: RequestBlock): BlockParts {
  const { start, end } = block.range;
  const reader = new PartsReader(text, block);
  reader.read();
  const body = reader.body();
  return {
    metadata: reader.metadata,
    variables: fileVariables(text.slice(start, end)).map((variable) => moved(variable, start)),
    scripts: reader.scripts,
    assertions: reader.assertions,
    responseReferences: reader.responseReferences,
    bodyKind: block.request === undefined ? 'none' : bodyKind(text, block.request, body),
    body,
    bodyGaps: reader.gaps.filter(
      (gap) => body !== undefined && gap.start > body.start && gap.end <= body.end,
    ),
  };
}

function moved(variable: FileVariable, distance: number): FileVariable {
  const { nameSpan, valueSpan } = variable;
  return {
    ...variable,
    nameSpan: { start: nameSpan.start + distance, end: nameSpan.end + distance },
    valueSpan: { start: valueSpan.start + distance, end: valueSpan.end + distance },
  };
}

/** Reads each line once, but for one search for the end of each kind of construct that never ends. A method that reads one answers the index of its last line, or `undefined` where there is none. */
class PartsReader {
  readonly metadata: Metadata[] = [];
  readonly scripts: Script[] = [];
  readonly assertions: Assertion[] = [];
  readonly responseReferences: ResponseReference[] = [];
  readonly gaps: TextRange[] = [];
  private readonly block: RequestBlock;
  private readonly lines: BlockLines;
  private readonly isMarkdown: boolean;
  private isInBody = false;
  private isInResponse = false;
  private firstOfBody: BlockLine | undefined;
  private lastOfBody: BlockLine | undefined;

  constructor(text: string, block: RequestBlock) {
    this.block = block;
    this.lines = new BlockLines(text, block.range);
    this.isMarkdown = block.request !== undefined && mediaTypeOf(block.request) === 'text/markdown';
  }

  read(): void {
    const { separator, request } = this.block;
    let index = separator === undefined ? 0 : 1;
    for (let line = this.lines.at(index); line !== undefined; line = this.lines.at(++index)) {
      if (request === undefined || line.range.start < request.requestLine.start) {
        index = this.constructAt(line, index) ?? index;
      } else if (line.range.start < request.headersEnd) {
        this.comment(line, index);
      } else {
        this.isInBody = true;
        index = this.belowHeaders(line, index);
      }
    }
  }

  body(): TextRange | undefined {
    return this.firstOfBody && this.lastOfBody && wholeRange(this.firstOfBody, this.lastOfBody);
  }

  private belowHeaders(line: BlockLine, index: number): number {
    const last = this.constructAt(line, index);
    if (last !== undefined) {
      const { range, next } = this.lines.at(last) ?? line;
      this.gaps.push({ ...line.range, end: next, lastLine: range.lastLine });
      return last;
    }
    // An earlier response goes on to the end of the block; REST Client sends it.
    this.isInResponse ||= syntax.isStatusLine(line.text);
    return this.isInResponse || line.text === '' ? index : this.bodyAt(line, index);
  }

  private bodyAt(line: BlockLine, index: number): number {
    // In GraphQL nothing is looked for up to the next blank line: `#` begins a comment of its own there.
    const last = syntax.isGraphqlInBody(line.text) ? this.lines.lastBeforeBlank(index) : index;
    this.firstOfBody ??= line;
    this.lastOfBody = this.lines.at(last);
    return last;
  }

  private constructAt(line: BlockLine, index: number): number | undefined {
    return (
      this.comment(line, index) ??
      this.blockComment(line, index) ??
      this.script(line, index) ??
      this.oneLine(line, index)
    );
  }

  private comment({ text, start }: BlockLine, index: number): number | undefined {
    // In Markdown `#` begins a heading; REST Client leaves it out all the same.
    if (!isComment(text) || (this.isInBody && this.isMarkdown)) {
      return undefined;
    }
    const metadata = readMetadata(text, start);
    if (metadata !== undefined) {
      this.metadata.push(metadata);
    }
    return index;
  }

  private blockComment({ text }: BlockLine, index: number): number | undefined {
    // Of a body httpYac leaves out only what is between lines of nothing else: a style sheet may have others.
    if (this.isInBody) {
      return text === '/*' ? this.lines.endOf('lone */', index, (line) => line === '*/') : undefined;
    }
    return text.startsWith('/*')
      ? this.lines.endOf('*/', index - 1, (line) => line.endsWith('*/'))
      : undefined;
  }

  private script(line: BlockLine, index: number): number | undefined {
    const found = readScript(this.lines, line, index, !this.isInBody);
    if (found === undefined) {
      return undefined;
    }
    this.scripts.push(found.script);
    return found.last;
  }

  private oneLine({ text, start, end, range }: BlockLine, index: number): number | undefined {
    if (text.startsWith('??')) {
      const expression = text.slice(2).trimStart();
      this.assertions.push({ range, expression: { start: end - expression.length, end } });
      return index;
    }
    const reference = syntax.responseReference(text);
    if (reference !== undefined) {
      const file = { start: start + reference.fileStart, end };
      this.responseReferences.push({ kind: reference.kind, range, file });
      return index;
    }
    return syntax.isVariableInBody(text) ? index : undefined;
  }
}
