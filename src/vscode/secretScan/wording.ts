import type { SecretLabel } from '../../sharing/runningSearch';
import type { GitState } from './gitStates';

/** An error where git has the secret, or takes it with the next `git add .`. */
export function isError(state: GitState): boolean {
  return state === 'tracked' || state === 'notIgnored';
}

const readable = ' is in this file, and whoever can read the file has it.';

const facts: Readonly<Record<GitState, string>> = {
  tracked: ' is in this file, and git tracks it.',
  notIgnored: ' is in this file, and git does not ignore it: “git add .” takes it.',
  ignored: ' is in this file. Git ignores it, but whoever can read the file has the secret.',
  noRepository: readable,
  unknown: readable,
};

/** Two sentences: what is so, and what to do. Never the secret or a piece of it. */
export function describeSecret({ kind, profile }: SecretLabel, state: GitState): string {
  return `The ${kind} of “${profile}”${facts[state]} ${advice(kind, state)}`;
}

function advice(kind: SecretLabel['kind'], state: GitState): string {
  if (state === 'tracked') {
    return kind === 'client secret'
      ? 'Remove it here and make a new one at Nomba.'
      : 'Remove it here and revoke the token.';
  }
  return kind === 'access token' ? 'Refer to it by NOMBA_ACCESS_TOKEN instead.' : 'Remove it here.';
}
