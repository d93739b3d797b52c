import { fillIn } from './fileVariables';
import type { RequestAtLine } from './requestAt';
import { httpYacTokenVariable, isAuthorizationHeader } from './tokenReference';

const variable = new RegExp(`\\{\\{\\s{0,10}\\${httpYacTokenVariable}\\s{0,10}\\}\\}`);

/**
 * Where a request has httpYac's variable, which the other clients send as it is written. `authorization`: there alone, in itself or by a variable of the file.
 *
 * @param values of the file variables.
 */
export function httpYacVariableIn(
  { section, block, request }: RequestAtLine,
  values: ReadonlyMap<string, string>,
): 'authorization' | 'elsewhere' | undefined {
  const has = (start: number, end: number): boolean =>
    variable.test(fillIn(section.text.slice(start, end), values, {}));
  const { start } = request.requestLine;
  const { end } = block.range;
  if (!has(start, end)) {
    return undefined;
  }
  const header = request.headers.find(isAuthorizationHeader);
  return header === undefined || has(start, header.range.start) || has(header.range.end, end)
    ? 'elsewhere'
    : 'authorization';
}
