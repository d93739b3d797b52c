import type { NombaContext } from '../httpFile/nombaRequest';
import { baseUrlOf, type Profile } from '../profiles/profile';
import { profileVariables } from './profileVariables';

/** Stands for the access token, which has no business where a file is only looked at. */
const tokenPlaceholder = 'ACCESS_TOKEN';

/**
 * What the requests of a file are judged by.
 *
 * @param profiles all of the user's profiles.
 * @param active that of the window, if it has one.
 * @param values of the file variables of the whole file.
 */
export function nombaContext(
  profiles: readonly Profile[],
  active: Profile | undefined,
  values: ReadonlyMap<string, string>,
): NombaContext {
  const custom = profiles.filter(({ environment }) => environment === 'custom');
  return {
    values,
    environment: active === undefined ? {} : profileVariables(active, tokenPlaceholder),
    customHosts: new Set(custom.map((profile) => new URL(baseUrlOf(profile)).host)),
  };
}
