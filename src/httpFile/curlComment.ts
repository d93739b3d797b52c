import { reference, type Dialect } from './dialect';
import { apiPath, isTokenPath } from './findings/apiPath';
import type { NombaContext } from './nombaRequest';

/** Where each dialect's reference finds a variable that the user sets; `them` stands for one or several. */
const places: Readonly<Record<Dialect, (them: string) => string>> = {
  // REST Client's own reference to a .env file never comes to an end in a document that has no file: so it is named here, and not written into the request.
  processEnv: (them) =>
    `set ${them} in the environment that VS Code is started from, or read ${them} with $dotenv from a .env file that git ignores`,
  jetBrains: (them) => `set ${them} in the environment that the IDE is started from`,
  kulala: (them) => `set ${them} in a .env file that git ignores`,
};

/**
 * The comment lines above a pasted request: that it is not needed, if it asks for a token, and which of its variables only the user can set.
 *
 * @param request its text.
 * @param variables those that the extension does not set; only the ones that the request refers to are told.
 */
export function commentLines(
  request: string,
  url: string,
  variables: readonly string[],
  context: NombaContext & { readonly dialect: Dialect },
): readonly string[] {
  const { dialect } = context;
  const [first, ...others] = variables.filter((name) => request.includes(reference(dialect, name)));
  const lines: string[] = [];
  if (isTokenPath(apiPath(url, context))) {
    lines.push(
      '# This request is not needed: the extension issues, renews and revokes tokens itself, and never shares the client secret.',
    );
  }
  if (first !== undefined) {
    const last = others.pop();
    const [names, verb, them] =
      last === undefined
        ? [first, 'is', 'it']
        : [`${[first, ...others].join(', ')} and ${last}`, 'are', 'them'];
    lines.push(`# ${names} ${verb} not set by the extension: ${places[dialect](them)}.`);
  }
  return lines;
}
