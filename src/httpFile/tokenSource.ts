import { readAuthorization } from './authorizationValue';
import { fillIn } from './fileVariables';
import type { NombaRequest } from './nombaRequest';
import { environmentVariables, httpYacTokenVariable } from './tokenReference';

/**
 * Where a request has its token from. `shared`: from the window's profile, by reference. `literal`: it is written in the file. `elsewhere`: by a reference that is
 * not ours, e.g. to the answer of another request, or by another scheme. `missing`: there is no `Authorization`, or nothing or a placeholder in it. `unknown`: from httpYac's
 * variable, where nobody fills it in: it would be sent as it is written.
 */
export type TokenSource = 'shared' | 'literal' | 'elsewhere' | 'missing' | 'unknown';

/** What decides where a token comes from. */
export interface TokenSourceContext {
  /** Of the file variables, by way of which a request can refer to the token, too. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether httpYac is here, and fills in `{{$nombaToken}}`. */
  readonly offersNombaToken: boolean;
}

/** Of private use in Unicode: they stand for the token. */
const mark = '\uE000';
const markOfHttpYac = '\uE001';

/** `{{NOMBA_ACCESS_TOKEN}}` alone is ours too, unless the file defines it: Kulala reads the environment so, and the environment files that the extension keeps have the name. */
export function tokenSource(
  { authorization }: Pick<NombaRequest, 'authorization'>,
  { values, offersNombaToken }: TokenSourceContext,
): TokenSource {
  if (authorization === undefined) {
    return 'missing';
  }
  const value = fillIn(authorization.value, new Map([[httpYacTokenVariable, markOfHttpYac], ...values]), {
    [environmentVariables.accessToken]: mark,
  });
  if (value.includes(markOfHttpYac) && !offersNombaToken) {
    return 'unknown';
  }
  if (value.includes(mark) || value.includes(markOfHttpYac)) {
    return 'shared';
  }
  const { kind } = readAuthorization(value.trim());
  return kind === 'token' ? 'literal' : kind;
}
