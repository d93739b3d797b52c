import { Secret } from '../profiles/secret';

/** So many characters of a secret in a row may not be seen. */
const smallestPiece = 12;
const longestResult = 300;
/** What is looked at. It bounds the work, and is longer than the result because long strings shrink to a mark. */
const longestInput = 10 * longestResult;
const mark = '[redacted]';

const tokenLike = /\beyJ[\w-]{4,}(?:\.[\w-]*)*/g;
const opaque = /[\w+/=~-]{20,}/g;
/** How HTML writes what means something to it, and what else stands in secrets: in decimal, in hexadecimal, by name. */
const entity = /&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi;
const entityNames: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['sol', '/'],
  ['bsol', '\\'],
  ['plus', '+'],
  ['equals', '='],
  ['percnt', '%'],
  ['lowbar', '_'],
  ['period', '.'],
]);
const lastCodePoint = 0x10ffff;
const unprintable = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text of a server, made fit for the log: without the given secrets and every piece of 12 characters of them, whatever their case, escaped and encoded in the usual ways, too, with the escapes of HTML undone,
 * without anything that looks like a token, on one line, 300 characters at most.
 *
 * A name for a field or a path that is 20 characters long goes, too; that costs a hint, the opposite would cost a secret.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  const line = withoutEntities(text.slice(0, longestInput)).replace(unprintable, ' ').trim();
  const clean = withoutPieces(line, secrets.flatMap(formsOf)).replace(tokenLike, mark).replace(opaque, mark);
  return clean.length > longestResult ? `${clean.slice(0, longestResult - 1)}…` : clean;
}

/**
 * Each character of a secret can be written in several ways, mixed at will, and escaped once more by each server on the way; so here it is the text that is changed,
 * which reads better without them anyway. It comes to an end because each escape is longer than what it stands for.
 */
function withoutEntities(text: string): string {
  let former: string;
  let undone = text;
  do {
    former = undone;
    undone = former.replace(entity, characterOf);
  } while (undone !== former);
  return undone;
}

/** The escape itself where it stands for nothing that is known here. */
function characterOf(
  escape: string,
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) {
    return entityNames.get(name.toLowerCase()) ?? escape;
  }
  const codePoint = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return codePoint <= lastCodePoint ? String.fromCodePoint(codePoint) : escape;
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

/**
 * A secret as a server may repeat it: with spaces as they are in a line of the log, escaped for JSON (twice where an array of Nomba's is written out here), percent-encoded,
 * in base64. What is opaque in any form goes anyway; these are for secrets with many other characters in them, and for short ones.
 */
function formsOf(secret: Secret): readonly Secret[] {
  const value = secret.reveal();
  if (value.length < smallestPiece) {
    // Its base64 could be one letter, and then nothing would be left of the text.
    return [secret];
  }
  const bytes = Buffer.from(value);
  // By way of bytes: half a surrogate pair would make encodeURIComponent throw.
  const wellFormed = bytes.toString();
  const escaped = escapedForJson(value);
  const forms = [
    value,
    escaped,
    escapedForJson(escaped),
    // Of what was escaped for HTML and then for JSON, when the former is undone.
    value.replaceAll('\\', '\\\\'),
    encodeURIComponent(wellFormed),
    new URLSearchParams([['', wellFormed]]).toString().slice(1),
    ...base64Forms(bytes),
    // Of a secret that has something like an escape in itself, this is left in a text whose escapes are undone.
  ].map(withoutEntities);
  return [...forms, ...forms.map((form) => form.replace(unprintable, ' '))]
    .filter((form) => form.length >= smallestPiece)
    .map((form) => new Secret(form));
}

function escapedForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Standing alone, and within the base64 of a longer text, for each of the three ways it can lie there. The characters that depend on what is around it are left out. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const inside = before === 0 ? encoded : encoded.slice(before + 1, -1);
    return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
