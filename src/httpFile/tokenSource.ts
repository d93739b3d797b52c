import { fillIn } from './fileVariables';
import type { NombaRequest } from './nombaRequest';
import { environmentVariables } from './tokenReference';

/**
 * Where a request has its token from. `shared`: from the window's profile, by reference. `literal`: it is written in the file. `other`: from a variable that is
 * not ours, e.g. the answer to another request. `missing`: there is no `Authorization`.
 */
export type TokenSource = 'shared' | 'literal' | 'other' | 'missing';

/** `$nombaToken` is what the extension adds to httpYac. */
const ours = new RegExp(
  `\\{\\{[^{}]*(?:\\b${environmentVariables.accessToken}|\\$nombaToken)\\b[^{}]*\\}\\}`,
);

/** @param values of the file variables. */
export function tokenSource(
  { authorization }: Pick<NombaRequest, 'authorization'>,
  values: ReadonlyMap<string, string>,
): TokenSource {
  if (authorization === undefined) {
    return 'missing';
  }
  // Without an environment: the reference to our variable stays as it is written.
  const value = fillIn(authorization.value, values, {});
  if (ours.test(value)) {
    return 'shared';
  }
  return value.includes('{{') ? 'other' : 'literal';
}
