import { readDefinition } from './fileVariables';

/*
 * What one line below the headers of a request is, judged by the line alone, as httpYac reads it; comments are REST Client’s too. Every function takes the line without its
 * ending and without white space around it. The expressions are bounded as those of `lineSyntax`.
 */

/** `HTTP/1.1 200 OK`: a response that was kept in the file. */
export function isStatusLine(line: string): boolean {
  return /^HTTP\/\S{1,20}\s{0,20}[1-5]\d\d/.test(line);
}

/** What httpYac takes for the beginning of a query, whatever the Content-Type says. */
export function isGraphqlInBody(line: string): boolean {
  return /^(?:query|mutation|fragment\s{1,20}[^\s(]{1,200}\s{1,20}on(?:\s|$))/.test(line);
}

const referenceKinds: ReadonlyMap<string, 'save' | 'overwrite' | 'previous'> = new Map([
  ['>>', 'save'],
  ['>>!', 'overwrite'],
  ['<>', 'previous'],
] as const);

/** `>> file`, `>>! file`, `<> file`. */
export function responseReference(
  line: string,
): { readonly kind: 'save' | 'overwrite' | 'previous'; readonly fileStart: number } | undefined {
  const [beginning, sign] = /^(>>!?(?=\s)|<>)\s{0,100}/.exec(line) ?? [];
  const kind = sign === undefined ? undefined : referenceKinds.get(sign);
  return beginning === undefined || kind === undefined || beginning.length === line.length
    ? undefined
    : { kind, fileStart: beginning.length };
}

/** httpYac does not send a variable amid a body, with or without `=`; REST Client does, though it knows the variable. */
export function isVariableInBody(line: string): boolean {
  // The quotation mark that a value may begin with is none of it.
  return (readDefinition(line)?.value.replace(/^"/, '') ?? '') !== '';
}
