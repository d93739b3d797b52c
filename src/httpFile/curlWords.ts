import { isComment } from './lineSyntax';
import { lineEndingAt, textLines } from './textLines';

/** A part of a word, as its quotes divide it. */
interface Piece {
  readonly value: string;
  /** Offset in the text after its last character, without the quote. */
  readonly end: number;
  readonly isQuoted: boolean;
  /** Whether each character stands in the text as it is. */
  readonly isExact: boolean;
}

/** A word of a curl command that stands in a request file. */
export interface CurlWord {
  readonly value: string;
  readonly pieces: readonly Piece[];
}

/** Where a value stands: offsets in the text, `end` exclusive, without the quotes. */
export interface CurlPlace {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** Characters. Longer commands are not looked at. */
const longestCommand = 100_000;
const singleQuoted = /'([^']*)'/y;
const doubleQuoted = /"([^"\\]*(?:\\[^][^"\\]*)*)"/y;
/** A reference is filled in before the words are told apart, so the space in it divides nothing. */
const unquoted = /(?:\{\{[^{}"'\\\r\n]{0,200}\}\}|[^\s"'\\])+/y;

/**
 * The words of the command from `start` on, which may go on over lines that end with a backslash.
 *
 * @param end of the block; only comments may stand between the command and it.
 * @returns `undefined` where the words are not as plain to see.
 */
export function curlWords(text: string, start: number, end: number): readonly CurlWord[] | undefined {
  if (end - start > longestCommand) {
    return undefined;
  }
  const words: CurlWord[] = [];
  let pieces: Piece[] = [];
  const endWord = (): void => {
    if (pieces.length > 0) {
      words.push({ value: pieces.map(({ value }) => value).join(''), pieces });
      pieces = [];
    }
  };
  let index = start;
  while (index < end) {
    const character = text[index] ?? '';
    if (character === ' ' || character === '\t') {
      endWord();
      index++;
    } else if (character === '\\') {
      const lineEnding = lineEndingAt(text, index + 1);
      if (lineEnding === '') {
        return undefined;
      }
      index += 1 + lineEnding.length;
    } else if (character === '\r' || character === '\n') {
      endWord();
      return isOver(text.slice(index, end)) ? words : undefined;
    } else {
      const piece = pieceAt(text, index);
      if (piece === undefined || piece.end > end) {
        return undefined;
      }
      pieces.push(piece);
      index = piece.end + Number(piece.isQuoted);
    }
  }
  endWord();
  return words;
}

/** The clients take comments away first. */
function isOver(rest: string): boolean {
  return textLines(rest)
    .map(({ start, end }) => rest.slice(start, end).trim())
    .every((line) => line === '' || isComment(line));
}

function pieceAt(text: string, index: number): Piece | undefined {
  const isQuoted = text[index] === '"' || text[index] === "'";
  const expression = text[index] === '"' ? doubleQuoted : isQuoted ? singleQuoted : unquoted;
  expression.lastIndex = index;
  const [whole, content = whole] = expression.exec(text) ?? [];
  if (content === undefined) {
    return undefined;
  }
  const isEscaped = text[index] === '"' && content.includes('\\');
  return {
    value: isEscaped ? content.replaceAll(/\\(["\\$`])/g, '$1') : content,
    end: expression.lastIndex - Number(isQuoted),
    isQuoted,
    isExact: !isEscaped,
  };
}

/** Where the end of a word stands; `undefined` where quotes or escapes are in the midst of that. @param length of that end, in characters. */
export function endOfWord({ pieces }: CurlWord, length: number): CurlPlace | undefined {
  const last = pieces.at(-1);
  return last?.isExact === true && length <= last.value.length
    ? { start: last.end - length, end: last.end, isQuoted: last.isQuoted }
    : undefined;
}
