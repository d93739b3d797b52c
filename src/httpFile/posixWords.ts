import { CommandWords, endsCommand, isPartOfAddress } from './commandWords';

/** Makes the reference to an environment variable. */
export type ReferenceTo = (variable: string) => string;

const variable = /\$(?:\{(\w{1,100})\}|([A-Za-z_]\w{0,99}))/y;
/** Command substitution, and what bash does with variables beyond reading them. */
const expansion = /\$[({]|`/y;

const clientReference = /\{\{\s{0,10}\$[A-Za-z][^{}"`\r\n]{0,200}\}\}/y;

/** What a request client fills in, and no shell: `{{$guid}}`. Empty where none begins at the index. */
export function clientReferenceAt(text: string, index: number): string {
  clientReference.lastIndex = index;
  return clientReference.exec(text)?.[0] ?? '';
}

/**
 * The words of the command in the syntax of POSIX shells, with `$'…'` of bash. Variables become references; those of the clients stay as they are.
 *
 * @returns `undefined` where something stands that only a shell can tell the value of, or where another command follows.
 */
export function posixWords(text: string, referenceTo: ReferenceTo): readonly string[] | undefined {
  const words = new CommandWords();
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (character === "'" || text.startsWith("$'", index)) {
      const quoted = character === "'" ? singleQuoted(text, index) : ansiQuoted(text, index);
      if (quoted === undefined) {
        return undefined;
      }
      words.add(quoted.value);
      index = quoted.end;
    } else if (character === '"') {
      const quoted = doubleQuoted(text, index, referenceTo);
      if (quoted === undefined) {
        return undefined;
      }
      words.add(quoted.value);
      index = quoted.end;
    } else if (character === '\\') {
      const lineEnd = lineEndingLength(text, index + 1);
      if (lineEnd === 0) {
        words.add(text[index + 1] ?? '');
      }
      index += 1 + Math.max(lineEnd, 1);
    } else if (character === ' ' || character === '\t') {
      words.endWord();
      index++;
    } else if (character === '#' && !words.isInWord) {
      index = endOfLine(text, index);
    } else if (/[\r\n|;&<>()`]/.test(character) && !isPartOfAddress(text, index)) {
      return endsCommand(text, index) && words.all();
    } else {
      const value = plain(text, index, referenceTo);
      if (value === undefined) {
        return undefined;
      }
      words.add(value.value);
      index = value.end;
    }
  }
  return words.all();
}

interface Quoted {
  readonly value: string;
  /** Offset after it. */
  readonly end: number;
}

function singleQuoted(text: string, start: number): Quoted | undefined {
  const end = text.indexOf("'", start + 1);
  return end === -1 ? undefined : { value: text.slice(start + 1, end), end: end + 1 };
}

function doubleQuoted(text: string, start: number, referenceTo: ReferenceTo): Quoted | undefined {
  let value = '';
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '"') {
      return { value, end: index + 1 };
    }
    const lineEnd = character === '\\' ? lineEndingLength(text, index + 1) : 0;
    if (lineEnd > 0) {
      index += lineEnd;
    } else if (character === '\\' && /[$`"\\]/.test(text[index + 1] ?? '')) {
      index++;
      value += text[index] ?? '';
    } else {
      const expanded = plain(text, index, referenceTo);
      if (expanded === undefined) {
        return undefined;
      }
      value += expanded.value;
      index = expanded.end - 1;
    }
  }
  return undefined;
}

/** What a shell may fill in, or else one character. */
function plain(text: string, start: number, referenceTo: ReferenceTo): Quoted | undefined {
  const character = text[start] ?? '';
  if (character === '$' || character === '`') {
    return dollar(text, start, referenceTo);
  }
  const value = clientReferenceAt(text, start) || character;
  return { value, end: start + value.length };
}

function dollar(text: string, start: number, referenceTo: ReferenceTo): Quoted | undefined {
  variable.lastIndex = start;
  const match = variable.exec(text);
  const name = match?.[1] ?? match?.[2];
  if (match !== null && name !== undefined) {
    return { value: referenceTo(name), end: variable.lastIndex };
  }
  expansion.lastIndex = start;
  return expansion.test(text) ? undefined : { value: text[start] ?? '', end: start + 1 };
}

const ansiEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  E: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ansiCode = /x([\dA-Fa-f]{1,2})|u([\dA-Fa-f]{1,4})|U([\dA-Fa-f]{1,8})|([0-7]{1,3})/y;

/** `$'…'`: the browsers write it around bodies with quotes and line breaks. */
function ansiQuoted(text: string, start: number): Quoted | undefined {
  let value = '';
  for (let index = start + 2; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === "'") {
      return { value, end: index + 1 };
    }
    if (character === '\\') {
      index++;
      const escape = ansiEscape(text, index);
      value += escape.value;
      index = escape.end - 1;
    } else {
      value += character;
    }
  }
  return undefined;
}

function ansiEscape(text: string, start: number): Quoted {
  ansiCode.lastIndex = start;
  const [whole, byte, short, long, octal] = ansiCode.exec(text) ?? [];
  if (whole === undefined) {
    const letter = text[start] ?? '';
    return { value: ansiEscapes[letter] ?? letter, end: start + 1 };
  }
  const code = octal === undefined ? parseInt(byte ?? short ?? long ?? '', 16) : parseInt(octal, 8) & 0xff;
  return { value: code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code), end: start + whole.length };
}

function lineEndingLength(text: string, index: number): number {
  return text.startsWith('\r\n', index) ? 2 : Number(text[index] === '\n' || text[index] === '\r');
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
