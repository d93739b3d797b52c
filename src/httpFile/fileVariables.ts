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

/** Bounded: on a line of many megabytes the expression must not try every white space. */
const definition = /^@([^\s=]{1,200})[ \t]{0,100}=[ \t]{0,100}/;

/** A variable can refer to others, and to itself by mistake; one that names itself twice doubles with every level. */
const mostReferences = 1_000;
/** Characters. */
const longestResult = 10_000;

/** The file variables of a text in order, wherever they stand: to the clients they are known in the whole file. */
export function fileVariables(text: string): readonly FileVariable[] {
  // Few sections of a large file have any.
  return text.includes('@') ? textLines(text).flatMap((line) => variableIn(text, line) ?? []) : none;
}

const none: readonly FileVariable[] = [];

function variableIn(text: string, { start, end }: TextLine): FileVariable | undefined {
  const line = text.slice(start, end);
  const content = line.trim();
  const match = isFileVariable(content) ? definition.exec(content) : null;
  if (match?.[1] === undefined) {
    return undefined;
  }
  const indentation = line.length - line.trimStart().length;
  const nameStart = start + indentation + 1;
  const valueStart = start + indentation + match[0].length;
  return {
    name: match[1],
    value: content.slice(match[0].length),
    nameSpan: { start: nameStart, end: nameStart + match[1].length },
    valueSpan: { start: valueStart, end: start + indentation + content.length },
  };
}

/** The last definition of a name counts, as in REST Client. */
export function valuesByName(variables: readonly FileVariable[]): ReadonlyMap<string, string> {
  return new Map(variables.map(({ name, value }) => [name, value]));
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
      const name = environmentName(expression.trim());
      const value = name === undefined ? values.get(expression.trim()) : environment[name];
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

/** The environment variable that an expression reads: REST Client, httpYac and Visual Studio write `$processEnv NAME`, JetBrains `$env.NAME`, httpYac also `process.env.NAME`. */
function environmentName(expression: string): string | undefined {
  return /^(?:\$processEnv\s{1,10}%?|\$env\.|process\.env\.)(\w{1,200})$/.exec(expression)?.[1];
}
