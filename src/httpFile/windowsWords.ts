import { CommandWords, endsCommand, isPartOfAddress } from './commandWords';
import { clientReferenceAt, type ReferenceTo } from './posixWords';
import { lineEndingAt } from './textLines';

/**
 * The words of a command for cmd.exe. It takes carets and its operators away first; what is left, the C runtime of curl takes apart by quotes and backslashes.
 *
 * @returns `undefined` where another command follows, or a file.
 */
export function cmdWords(text: string): readonly string[] | undefined {
  let line = '';
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '^' && !isQuoted) {
      const lineEnding = lineEndingAt(text, index + 1);
      index += lineEnding.length + 1;
      // The character after an escaped line ending is escaped as well: browsers write line breaks as two.
      const second = lineEnding === '' ? '' : lineEndingAt(text, index);
      line += second === '' ? (text[index] ?? '') : '\n';
      index += Math.max(0, second.length - 1);
    } else if (
      /[\r\n]/.test(character) ||
      (!isQuoted && /[|&<>]/.test(character) && !isPartOfAddress(text, index))
    ) {
      return endsCommand(text, index) && runtimeWords(line);
    } else {
      isQuoted = character === '"' ? !isQuoted : isQuoted;
      line += character;
    }
  }
  return runtimeWords(line);
}

/** As Microsoft documents the parsing of arguments. */
function runtimeWords(line: string): readonly string[] {
  const words = new CommandWords();
  let isQuoted = false;
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? '';
    if (character === '\\') {
      const start = index;
      while (line[index + 1] === '\\') {
        index++;
      }
      const count = index + 1 - start;
      const isBeforeQuote = line[index + 1] === '"';
      words.add('\\'.repeat(isBeforeQuote ? Math.floor(count / 2) : count));
      if (isBeforeQuote && count % 2 === 1) {
        words.add('"');
        index++;
      }
    } else if (character === '"' && isQuoted && line[index + 1] === '"') {
      words.add('"');
      index++;
    } else if (character === '"') {
      words.add('');
      isQuoted = !isQuoted;
    } else if (!isQuoted && (character === ' ' || character === '\t')) {
      words.endWord();
    } else {
      words.add(character);
    }
  }
  return words.all();
}

const powerShellEscapes: Readonly<Record<string, string>> = { 0: '\0', n: '\n', r: '\r', t: '\t' };
const environmentVariable = /\$(?:env:(\w{1,100})|\{env:(\w{1,100})\})/iy;
/** A variable of a script, or an expression: only PowerShell knows its value. */
const otherVariable = /\$[\w({:?^$]/y;

/**
 * The words of a command for PowerShell. Environment variables become references; those of the clients stay as they are.
 *
 * @returns `undefined` where something stands that only PowerShell can tell the value of, or where another command follows.
 */
export function powerShellWords(text: string, referenceTo: ReferenceTo): readonly string[] | undefined {
  const words = new CommandWords();
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    const clientReference = clientReferenceAt(text, index);
    if (character === quote) {
      const isLiteral = text[index + 1] === quote;
      words.add(isLiteral ? quote : '');
      quote = isLiteral ? quote : '';
      index += Number(isLiteral);
    } else if (quote === "'") {
      words.add(character);
    } else if (clientReference !== '') {
      words.add(clientReference);
      index += clientReference.length - 1;
    } else if (character === '`') {
      const lineEnding = lineEndingAt(text, index + 1);
      const escaped = text[index + 1] ?? '';
      if (lineEnding === '') {
        words.add(powerShellEscapes[escaped] ?? escaped);
      }
      index += Math.max(lineEnding.length, 1);
    } else if (character === '$') {
      environmentVariable.lastIndex = index;
      otherVariable.lastIndex = index;
      const match = environmentVariable.exec(text);
      const name = match?.[1] ?? match?.[2];
      if (name === undefined && otherVariable.test(text)) {
        return undefined;
      }
      words.add(name === undefined ? '$' : referenceTo(name));
      index = match === null ? index : environmentVariable.lastIndex - 1;
    } else if (quote !== '') {
      words.add(character);
    } else if (character === '"' || character === "'") {
      words.add('');
      quote = character;
    } else if (character === ' ' || character === '\t') {
      words.endWord();
    } else if (/[\r\n|;&<>(){}]/.test(character) && !isPartOfAddress(text, index)) {
      return endsCommand(text, index) && words.all().map(withoutBackslashes);
    } else {
      words.add(character);
    }
  }
  return quote === '' ? words.all().map(withoutBackslashes) : undefined;
}

/** Up to version 7.2 PowerShell hands quotes on only with a backslash before each. */
function withoutBackslashes(word: string): string {
  return /(?<!\\)"/.test(word) ? word : word.replaceAll('\\"', '"');
}
