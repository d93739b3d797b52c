import { isComment, methodLength, versionLength } from './lineSyntax';
import { textLines, type TextRange } from './textLines';

/** A part of a text: offsets in UTF-16 code units, `end` exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What a request line says, with the lines that continue its URL. */
export interface RequestTarget {
  /** In capitals. A bare URL means `GET`. */
  readonly method: string;
  /** `undefined` where the request line has none. */
  readonly methodSpan: TextSpan | undefined;
  /** Its lines joined without their indentation and the comments among them, as the clients do; variables as they are written. */
  readonly url: string;
  /** From its first character to its last, with the line endings, the indentation and the comments in between. */
  readonly urlSpan: TextSpan;
  /** E.g. `HTTP/1.1`. */
  readonly version: string | undefined;
}

/** @param requestLine of a request that is not a curl command. */
export function requestTarget(text: string, requestLine: TextRange): RequestTarget {
  const lines = textLines(text.slice(requestLine.start, requestLine.end)).map(({ start, end }) =>
    trimmedSpan(text, requestLine.start + start, requestLine.start + end),
  );
  const first = lines[0] ?? { start: requestLine.start, end: requestLine.end };
  const firstLine = text.slice(first.start, first.end);
  const nameLength = methodLength(firstLine);
  const versionStart = first.end - versionLength(firstLine);
  const urlOfFirst = trimmedSpan(text, first.start + nameLength, versionStart);
  const others = lines.slice(1).filter(({ start, end }) => !isComment(text.slice(start, end)));
  const pieces = [urlOfFirst, ...others].filter(({ start, end }) => end > start);
  const end = pieces.at(-1)?.end ?? urlOfFirst.end;
  return {
    method: nameLength === 0 ? 'GET' : firstLine.slice(0, nameLength).toUpperCase(),
    methodSpan: nameLength === 0 ? undefined : { start: first.start, end: first.start + nameLength },
    url: pieces.map((piece) => text.slice(piece.start, piece.end)).join(''),
    urlSpan: { start: urlOfFirst.start, end },
    version: versionStart === first.end ? undefined : text.slice(versionStart, first.end).trim(),
  };
}

function trimmedSpan(text: string, start: number, end: number): TextSpan {
  const part = text.slice(start, end);
  const trimmed = part.trim();
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: from + trimmed.length };
}
