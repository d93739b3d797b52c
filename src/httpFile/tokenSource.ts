import { readAuthorization } from './authorizationValue';
import { fillIn } from './fileVariables';
import type { NombaRequest } from './nombaRequest';
import { environmentVariables, httpYacTokenVariable } from './tokenReference';

/**
 * Where a request has its token from. `shared`: from the window's profile, by reference. `literal`: it is written in the file. `elsewhere`: by a reference that is
 * not ours, e.g. to the answer of another request, or by another scheme. `missing`: there is no `Authorization`, or nothing or a placeholder in it.
 */
export type TokenSource = 'shared' | 'literal' | 'elsewhere' | 'missing';

/** Of private use in Unicode: it stands for the token. */
const mark = '\uE000';

/**
 * `{{NOMBA_ACCESS_TOKEN}}` alone is ours too, unless the file defines it: Kulala reads the environment so, and the environment files that the extension keeps have the name.
 *
 * @param values of the file variables, by way of which a request can refer to the token, too.
 */
export function tokenSource(
  { authorization }: Pick<NombaRequest, 'authorization'>,
  values: ReadonlyMap<string, string>,
): TokenSource {
  if (authorization === undefined) {
    return 'missing';
  }
  const value = fillIn(authorization.value, new Map([[httpYacTokenVariable, mark], ...values]), {
    [environmentVariables.accessToken]: mark,
  });
  if (value.includes(mark)) {
    return 'shared';
  }
  const { kind } = readAuthorization(value.trim());
  return kind === 'token' ? 'literal' : kind;
}
