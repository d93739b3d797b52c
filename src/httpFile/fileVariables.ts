import { isFileVariable } from './lineSyntax';
import type { TextSpan } from './requestTarget';
import { textLines, type TextLine } from './textLines';

/** `@host = …` */
export interface FileVariable {
  readonly name: string;
  /** As it is written, without the white space around it. */
  readonly value: string;
  readonly nameSpan: TextSpan;
  readonly valueSpan: TextSpan;
}

/**
 * The grammar of httpYac, which has that of REST Client in it: `@host = …`, to be filled in late `@host := …`, without any sign `@host …`; also `@global.host = …`. Bounded: on a line of
 * many megabytes the expression must not try every white space.
 */
const definition = /^@([^\s=:]{1,200})\s{0,100}:?(={0,10})\s{0,100}/;

/** A variable can refer to others, and to itself by mistake; one that names itself twice doubles with every level. */
const mostReferences = 1_000;
/** Characters. */
const longestResult = 10_000;

/** The file variables of a text in order, wherever they stand: to the clients they are known in the whole file. */
export function fileVariables(text: string): readonly FileVariable[] {
  // Few sections of a large file have any.
  if (!text.includes('@')) {
    return none;
  }
  const variables: FileVariable[] = [];
  for (const line of textLines(text)) {
    const variable = variableIn(text, line);
    if (variable !== undefined) {
      variables.push(variable);
    }
  }
  return variables;
}

const none: readonly FileVariable[] = [];

function variableIn(text: string, { start, end }: TextLine): FileVariable | undefined {
  const line = text.slice(start, end);
  const content = line.trim();
  const read = readDefinition(content);
  if (read === undefined) {
    return undefined;
  }
  const nameStart = start + line.length - line.trimStart().length + 1;
  const valueEnd = nameStart - 1 + content.length;
  const { name, value } = read;
  return {
    name,
    value,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    valueSpan: { start: valueEnd - value.length, end: valueEnd },
  };
}

/**
 * The file variable that a line defines.
 *
 * @param line without white space around it.
 */
export function readDefinition(line: string): Pick<FileVariable, 'name' | 'value'> | undefined {
  const read = isFileVariable(line) ? definition.exec(line) : null;
  const name = read?.[1];
  if (name === undefined) {
    return undefined;
  }
  const value = line.slice(read?.[0].length);
  // Only REST Client has empty ones, and that wants the sign.
  return value === '' && read?.[2] === '' ? undefined : { name, value };
}

/** The last definition of a name counts, as in REST Client. */
export function valuesByName(variables: readonly FileVariable[]): ReadonlyMap<string, string> {
  return new Map(variables.flatMap((variable) => namesOf(variable).map((name) => [name, variable.value])));
}

/** What requests write for a variable: `@global.host` is `global.host` to REST Client, and `$global.host` to httpYac. */
export function namesOf({ name }: Pick<FileVariable, 'name'>): readonly string[] {
  return name.startsWith('global.') ? [name, `$${name}`] : [name];
}

/**
 * The text with its references filled in, as far as they are known: file variables, and environment variables in every dialect's form. What is not known, or goes round in a circle, stays as it is written.
 *
 * @param values what {@link valuesByName} gives.
 * @param environment what the clients would find, e.g. the variables of the profile.
 */
export function fillIn(
  text: string,
  values: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  let left = mostReferences;
  let room = longestResult;
  const filled = (part: string): string =>
    part.replace(reference, (whole, expression: string) => {
      const bare = expression.trim();
      const name = environmentName(bare);
      const fileValue = name === undefined ? values.get(bare) : undefined;
      // Kulala reads the environment by the bare name, as all do who have the environment files that the extension keeps.
      const value = fileValue ?? own(environment, name ?? bare);
      if (value === undefined || left === 0 || room <= 0) {
        return whole;
      }
      left -= 1;
      room -= value.length;
      return filled(value.slice(0, longestResult));
    });
  return filled(text.slice(0, longestResult)).slice(0, longestResult);
}

const reference = /\{\{([^{}]{1,200})\}\}/g;

function own(environment: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** The environment variable that an expression reads: REST Client, httpYac and Visual Studio write `$processEnv NAME`, JetBrains `$env.NAME`, httpYac also `process.env.NAME`. */
function environmentName(expression: string): string | undefined {
  return /^(?:\$processEnv\s{1,10}%?|\$env\.|process\.env\.)(\w{1,200})$/.exec(expression)?.[1];
}
