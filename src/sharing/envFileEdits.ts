import type { EnvFileEdit, EnvFileValues } from './envFileValues';

/** Where a variable is defined in the text of a `.env` file. */
interface Definition {
  readonly name: string;
  /** `: ` defines in dotenv, and nothing in other readers. */
  readonly sign: '=' | ':';
  /** Of the value with its quotes, without the spaces and the comment after it. */
  readonly start: number;
  readonly end: number;
  readonly quote: Quote | '';
  /** What stands after the value in its line. */
  readonly rest: string;
}

const quotes = ['"', "'", '`'] as const;
type Quote = (typeof quotes)[number];

const blockComment = '# Kept current by the Nomba extension. Do not commit.';

/** What begins a definition, up to its value. */
const beginning = /[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)(?:[ \t]*(=)[ \t]*|(:)[ \t]+)/y;

/** What some reader may take for a definition with a value, whatever stands around its line. */
const definingLine =
  /^[^\S\r\n]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?=[^\s#])(?!(["'`])\2[ \t]*(?:#|$))/gm;

/** What every reader of `.env` files, and a shell, takes as it is. */
const plain = /^[\w.~+/=:@%,-]*$/;

/** What readers may take for something else between quotes of a kind: an escape, a reference to a variable, the end. */
const unfit: Readonly<Record<Quote, RegExp>> = {
  "'": /['\\\r\n\0]/,
  '"': /["\\$`\r\n\0]/,
  '`': /[`\\$\r\n\0]/,
};

/**
 * Puts values into the text of a `.env` file. Every definition of a name gets its value, since some readers take the first and some the last. All else stays as it is, byte
 * for byte, and so do `export`, comments and the quotes around a value, if they can hold the new one. Names that are missing are added at the end.
 *
 * @returns `undefined` when a value cannot be written so that every reader reads it, or emptied so that none does.
 */
export function editEnvFile(text: string, values: EnvFileValues): EnvFileEdit | undefined {
  const parts: string[] = [];
  const replaced = new Set<string>();
  const present = new Set<string>();
  let copied = 0;
  for (const definition of definitionsIn(text)) {
    const { name, start, end, quote } = definition;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      continue;
    }
    present.add(name);
    const written = writtenValue(value, definition);
    if (written === undefined) {
      return undefined;
    }
    const former = text.slice(start, end);
    if (former !== written && former.slice(quote.length, former.length - quote.length) !== '') {
      replaced.add(name);
    }
    parts.push(text.slice(copied, start), written);
    copied = end;
  }
  parts.push(text.slice(copied));
  const missing = Object.entries(values).filter(([name, value]) => value !== '' && !present.has(name));
  const added = block(parts.join(''), missing);
  return added === undefined || !holds(added, values) || keepsEmptied(added, values)
    ? undefined
    : { text: added, replaced: [...replaced] };
}

/**
 * Whether a name that is to be emptied has a value in a line that is no definition to us: within the quotes of another one, about the ends of which readers do not agree. A token must not stay there.
 */
function keepsEmptied(text: string, values: EnvFileValues): boolean {
  return [...text.matchAll(definingLine)].some(
    ([, name = '']) => Object.hasOwn(values, name) && values[name] === '',
  );
}

/** Not so where a quote that never ended before ends at one of ours, and takes what stands between for its value. */
function holds(text: string, values: EnvFileValues): boolean {
  const missing = new Set(Object.keys(values).filter((name) => values[name] !== ''));
  for (const { name, start, end, quote } of definitionsIn(text)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined && text.slice(start, end) !== quote + value + quote) {
      return false;
    }
    missing.delete(name);
  }
  return missing.size === 0;
}

/** A value as it is written in the place of another one. */
function writtenValue(
  value: string,
  { quote, rest, sign }: Pick<Definition, 'quote' | 'rest' | 'sign'>,
): string | undefined {
  if (quote !== '' && !unfit[quote].test(value)) {
    return quote + value + quote;
  }
  // Some readers take a comment right after the “=” for the value, and one right after the value for a part of it.
  const isApart = rest.trim() === '' || (value !== '' && !rest.startsWith('#'));
  // Behind a colon with nothing more in its line dotenv takes the next line for the value.
  if (plain.test(value) && isApart && !(value === '' && sign === ':')) {
    return value;
  }
  const fit = quotes.find((one) => !unfit[one].test(value));
  return fit === undefined ? undefined : fit + value + fit;
}

/** The text with the variables after it. */
function block(text: string, variables: readonly (readonly [string, string])[]): string | undefined {
  if (variables.length === 0) {
    return text;
  }
  const lineEnding = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const lines = text.includes(blockComment) ? [] : [blockComment];
  for (const [name, value] of variables) {
    const written = writtenValue(value, { quote: '', rest: '', sign: '=' });
    if (written === undefined) {
      return undefined;
    }
    lines.push(`${name}=${written}`);
  }
  const isLineOpen = !/(?:^\uFEFF?|[\r\n])$/.test(text);
  return `${text}${isLineOpen ? lineEnding : ''}${lines.map((line) => line + lineEnding).join('')}`;
}

/** All definitions, in order. What looks like one within the quotes of another, over several lines, is a part of that one's value. */
function definitionsIn(text: string): readonly Definition[] {
  const definitions: Definition[] = [];
  const lineEnd = /[\r\n]|$/g;
  // A byte order mark is no part of the first name.
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  while (position < text.length) {
    beginning.lastIndex = position;
    const [, name, equals] = beginning.exec(text) ?? [];
    let after = position;
    if (name !== undefined) {
      const start = beginning.lastIndex;
      const value = quotedValue(text, start) ?? unquotedValue(text, start);
      lineEnd.lastIndex = value.end;
      const rest = text.slice(value.end, lineEnd.exec(text)?.index);
      definitions.push({ name, sign: equals === undefined ? ':' : '=', ...value, rest });
      after = value.end;
    }
    lineEnd.lastIndex = after;
    // Of CR and LF together, the second makes an empty line of its own, which is nothing.
    position = (lineEnd.exec(text)?.index ?? text.length) + 1;
  }
  return definitions;
}

function quotedValue(text: string, start: number): Pick<Definition, 'start' | 'end' | 'quote'> | undefined {
  const quote = quotes.find((one) => one === text[start]);
  const end = quote && closingQuote(text, quote, start + 1);
  return quote === undefined || end === undefined ? undefined : { start, end: end + 1, quote };
}

/** Up to the comment, which begins with a “#” that stands first or after a space, and without spaces at its end. */
function unquotedValue(text: string, start: number): Pick<Definition, 'start' | 'end' | 'quote'> {
  let end = start;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\r' || character === '\n') {
      break;
    }
    if (character === '#' && (index === start || index > end)) {
      break;
    }
    if (character !== ' ' && character !== '\t') {
      end = index + 1;
    }
  }
  if (end === start) {
    // A value that comes before a comment leaves the spaces between them, but for the one that makes a sign of a colon.
    let sign = start - 1;
    while (text[sign] === ' ' || text[sign] === '\t') {
      sign -= 1;
    }
    const place = text[sign] === ':' ? sign + 2 : sign + 1;
    return { start: place, end: place, quote: '' };
  }
  return { start, end, quote: '' };
}

/** The index of the next quote that no backslash stands before. */
function closingQuote(text: string, quote: Quote, from: number): number | undefined {
  let index = text.indexOf(quote, from);
  while (index > from && text[index - 1] === '\\') {
    index = text.indexOf(quote, index + 1);
  }
  return index === -1 ? undefined : index;
}
