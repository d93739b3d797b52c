import type { Secret } from '../profiles/secret';

/** So many characters of a secret in a row may not be seen. */
const smallestPiece = 12;
const longestResult = 300;
/** What is looked at. It bounds the work, and is longer than the result because long strings shrink to a mark. */
const longestInput = 10 * longestResult;
const mark = '[redacted]';

const tokenLike = /\beyJ[\w-]{4,}(?:\.[\w-]*)*/g;
const opaque = /[\w+/=~-]{20,}/g;
const unprintable = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text of a server, made fit for the log: without the given secrets and every piece of 12 characters of them, whatever their case, without anything that looks like a token,
 * on one line, 300 characters at most.
 *
 * A name for a field or a path that is 20 characters long goes, too; that costs a hint, the opposite would cost a secret.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  const line = text.slice(0, longestInput).replace(unprintable, ' ').trim();
  const clean = withoutPieces(line, secrets).replace(tokenLike, mark).replace(opaque, mark);
  return clean.length > longestResult ? `${clean.slice(0, longestResult - 1)}…` : clean;
}

/** A text without the given secrets and every piece of 12 characters of them, whatever their case. */
export function withoutPieces(line: string, secrets: readonly Secret[]): string {
  const hidden = new Set<number>();
  // Not toLowerCase() of the whole: it may change the length, and then the positions would not fit.
  const folded = foldCase(line);
  for (const secret of secrets) {
    const value = foldCase(secret.reveal());
    const size = Math.min(smallestPiece, value.length);
    if (size === 0) {
      continue;
    }
    const pieces = new Set<string>();
    for (let start = 0; start + size <= value.length; start += 1) {
      pieces.add(value.slice(start, start + size));
    }
    for (let start = 0; start + size <= folded.length; start += 1) {
      if (pieces.has(folded.slice(start, start + size))) {
        for (let index = start; index < start + size; index += 1) {
          hidden.add(index);
        }
      }
    }
  }
  let result = '';
  for (let index = 0; index < line.length; index += 1) {
    if (!hidden.has(index)) {
      result += line.charAt(index);
    } else if (!hidden.has(index - 1)) {
      result += mark;
    }
  }
  return result;
}

function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
