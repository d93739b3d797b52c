import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { EditEnvFile, EnvFileEdit, EnvFileValues } from './envFileValues';

/** The name of the environment that is made in a file that has none. */
export const firstEnvironment = 'dev';

interface Insertion {
  readonly offset: number;
  /** Of characters that are replaced. */
  readonly length: number;
  readonly text: string;
}

/**
 * The names of the environments in a `http-client.private.env.json`, an object of objects.
 *
 * @returns `undefined` when it is no such file.
 */
export function environmentNames(text: string): readonly string[] | undefined {
  const root = rootOf(withoutMark(text));
  return (
    root && [...new Set(properties(root).flatMap(({ key, value }) => (value.type === 'object' ? [key] : [])))]
  );
}

/**
 * Edits one environment of such a file. Every definition of a name gets its value; all else stays as it is, comments and byte order mark included. An environment or a name
 * that is missing is added behind the others.
 */
export function editJsonEnvFile(environment: string): EditEnvFile {
  return (text, values) => {
    const body = withoutMark(text);
    const mark = text.slice(0, text.length - body.length);
    if (body.trim() === '') {
      const isEmptied = Object.values(values).every((value) => value === '');
      const made = `${JSON.stringify({ [environment]: present(values) }, undefined, 2)}\n`;
      return { text: isEmptied ? text : mark + made, replaced: [] };
    }
    const root = rootOf(body);
    const edit = root && editObject(body, root, environment, values);
    return edit && { ...edit, text: mark + edit.text };
  };
}

function editObject(
  text: string,
  root: Node,
  environment: string,
  values: EnvFileValues,
): EnvFileEdit | undefined {
  const environments = properties(root).filter(({ key }) => key === environment);
  if (environments.some(({ value }) => value.type !== 'object')) {
    return undefined;
  }
  const missing = present(values);
  if (environments.length === 0) {
    const names = Object.entries(missing);
    const added = names.length === 0 ? [] : insertionsOf(text, root, [[environment, missing]], 1);
    return { text: applied(text, added), replaced: [] };
  }
  const insertions: Insertion[] = [];
  const replaced: string[] = [];
  // Readers take the last of several objects of the same name.
  const last = environments.at(-1)?.value;
  for (const { key, value, object } of environments.flatMap((one) => properties(one.value))) {
    const wanted = Object.hasOwn(values, key) ? values[key] : undefined;
    if (wanted === undefined) {
      continue;
    }
    if (object === last) {
      Reflect.deleteProperty(missing, key);
    }
    if (value.value !== wanted) {
      insertions.push({ offset: value.offset, length: value.length, text: JSON.stringify(wanted) });
      if (value.value !== '') {
        replaced.push(key);
      }
    }
  }
  if (last !== undefined && Object.keys(missing).length > 0) {
    insertions.push(...insertionsOf(text, last, Object.entries(missing), 2));
  }
  return { text: applied(text, insertions), replaced: [...new Set(replaced)] };
}

/** Puts properties behind the last one of an object and the comments in its line, indented as that one is. */
function insertionsOf(
  text: string,
  object: Node,
  added: readonly (readonly [string, unknown])[],
  depth: number,
): readonly Insertion[] {
  const lineEnding = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const last = object.children?.at(-1);
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const before = last === undefined ? '' : text.slice(lineStart(text, last.offset), last.offset);
  const indentation = last !== undefined && before.trim() === '' ? before : unit.repeat(depth);
  const lines = added.map(([name, value]) => {
    const json = JSON.stringify(value, undefined, unit).replaceAll('\n', lineEnding + indentation);
    return `${lineEnding}${indentation}${JSON.stringify(name)}: ${json}`;
  });
  if (last === undefined) {
    return [soleProperties(text, object, lines.join(','), lineEnding + unit.repeat(depth - 1))];
  }
  const lastEnd = last.offset + last.length;
  const { offset, hasComma } = endOfProperty(text, lastEnd);
  // Whoever writes a comma behind the last property has one behind ours.
  return hasComma
    ? [{ offset, length: 0, text: `${lines.join(',')},` }]
    : [
        { offset: lastEnd, length: 0, text: ',' },
        { offset, length: 0, text: lines.join(',') },
      ];
}

/**
 * Puts the first properties into an object, behind the comments in it and in the place of empty lines.
 *
 * @param closing what comes before the closing brace, if that stands in the line of what is before it.
 */
function soleProperties(text: string, object: Node, lines: string, closing: string): Insertion {
  const start = object.offset + 1;
  const end = object.offset + object.length - 1;
  const inside = text.slice(start, end);
  const space = start + inside.trimEnd().length;
  const [firstBreak, lastBreak] = [/[\r\n]/, /(?:\r\n|\r|\n)[ \t]*$/].map((one) =>
    text.slice(space, end).search(one),
  );
  if (firstBreak === undefined || lastBreak === undefined || firstBreak === -1) {
    return { offset: space, length: end - space, text: lines + closing };
  }
  return { offset: space + firstBreak, length: lastBreak - firstBreak, text: lines };
}

/** Behind the comma after the last property of an object, if there is one, and behind the comments in the same line. @param end of the value. */
function endOfProperty(text: string, end: number): { readonly offset: number; readonly hasComma: boolean } {
  const pieces = new RegExp(piece);
  pieces.lastIndex = end;
  let [offset, hasComma, isSameLine] = [end, false, true];
  for (let found = pieces.exec(text); found !== null; found = pieces.exec(text)) {
    const { lineBreak, comment, comma } = found.groups ?? {};
    if (lineBreak !== undefined && hasComma) {
      break;
    }
    if (comma !== undefined || (comment !== undefined && isSameLine)) {
      offset = pieces.lastIndex;
    }
    hasComma ||= comma !== undefined;
    isSameLine = comma !== undefined || (isSameLine && lineBreak === undefined);
  }
  return { offset, hasComma };
}

/** What can stand between the last value of an object and its end. */
const piece = /[ \t]+|(?<lineBreak>\r\n|\r|\n)|(?<comment>\/\/[^\r\n]*|\/\*[^]*?\*\/)|(?<comma>,)/y;

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset), text.lastIndexOf('\r', offset)) + 1;
}

function applied(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let copied = 0;
  for (const { offset, length, text: inserted } of [...insertions].sort(
    (one, other) => one.offset - other.offset,
  )) {
    parts.push(text.slice(copied, offset), inserted);
    copied = offset + length;
  }
  return parts.join('') + text.slice(copied);
}

function present(values: EnvFileValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

function properties(
  object: Node,
): readonly { readonly key: string; readonly value: Node; readonly object: Node }[] {
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ key: String(key.value), value, object }],
  );
}

/** @returns `undefined` when the text is no JSON object. Comments and commas at the end are nothing wrong: the clients allow them. */
function rootOf(text: string): Node | undefined {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { allowTrailingComma: true });
    return errors.length === 0 && root?.type === 'object' ? root : undefined;
  } catch {
    // The parser calls itself for each bracket, and the stack has an end.
    return undefined;
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
