import { fillIn } from '../fileVariables';
import type { NombaContext, NombaRequest } from '../nombaRequest';
import { environmentVariables } from '../tokenReference';

/** Of private use in Unicode: it stands for a value that is looked for. */
const mark = '\uE000';

/** Whether a text refers to an environment variable, by way of file variables too. `{{NAME}}` does not count: to most clients that is a variable of theirs. */
export function refersTo(text: string, variable: string, { values }: NombaContext): boolean {
  return fillIn(text, values, { [variable]: mark }).includes(mark);
}

/**
 * Where a request has its token from. `profile`: by our reference. `elsewhere`: by any other, such as the answer of a request for a token. `nowhere`: there is none, or it is
 * written out.
 */
export function takesTokenFrom(
  { authorization }: NombaRequest,
  context: NombaContext,
): 'profile' | 'elsewhere' | 'nowhere' {
  if (authorization === undefined) {
    return 'nowhere';
  }
  if (refersTo(authorization.value, environmentVariables.accessToken, context)) {
    return 'profile';
  }
  return authorization.value.includes('{{') ? 'elsewhere' : 'nowhere';
}
