import { textLines, type TextRange } from './textLines';

/** A line of a block. Offsets and line numbers count as those of the block do. */
export interface BlockLine {
  /** Without the white space around it. */
  readonly text: string;
  /** Where {@link text} begins. */
  readonly start: number;
  /** Where {@link text} ends, exclusive. */
  readonly end: number;
  /** The line without its ending. */
  readonly range: TextRange;
  /** Where the following line begins. */
  readonly next: number;
}

/** The lines of a block by their index in it. */
export class BlockLines {
  private readonly lines: readonly BlockLine[];
  private readonly neverEnding = new Set<string>();

  constructor(text: string, { start: offset, end: blockEnd, firstLine }: TextRange) {
    this.lines = textLines(text.slice(offset, blockEnd)).map(({ index, start, end, next }) => {
      const content = text.slice(offset + start, offset + end);
      const trimmed = content.trim();
      const from = offset + start + content.length - content.trimStart().length;
      const number = firstLine + index;
      return {
        text: trimmed,
        start: from,
        end: from + trimmed.length,
        range: { start: offset + start, end: offset + end, firstLine: number, lastLine: number },
        next: offset + next,
      };
    });
  }

  at(index: number): BlockLine | undefined {
    return this.lines[index];
  }

  /**
   * The index of the first line after this one that ends a construct.
   *
   * @param kind of the construct. Where one has no end, no later one of the kind has: each of them would otherwise be searched for to the end of the block.
   */
  endOf(kind: string, index: number, isEnd: (line: string) => boolean): number | undefined {
    if (this.neverEnding.has(kind)) {
      return undefined;
    }
    for (let end = index + 1; end < this.lines.length; end++) {
      if (isEnd(this.lines[end]?.text ?? '')) {
        return end;
      }
    }
    this.neverEnding.add(kind);
    return undefined;
  }

  /** The index of the last line before the next blank one, or of the last line of all. */
  lastBeforeBlank(index: number): number {
    let last = index;
    while ((this.lines[last + 1]?.text ?? '') !== '') {
      last++;
    }
    return last;
  }
}

/** From the first line to the last, the ending of which is not included. */
export function wholeRange(first: BlockLine, last: BlockLine): TextRange {
  return { ...first.range, end: last.range.end, lastLine: last.range.lastLine };
}
