import { printable } from '../../profiles/printable';
import type { SecretLabel } from '../../sharing/runningSearch';
import type { FindingCount } from './findings';
import type { GitState } from './gitStates';
import type { DoneScan } from './secretScanPorts';

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
  return `The ${kind} of “${printable(profile)}”${facts[state]} ${advice(kind, state)}`;
}

function advice(kind: SecretLabel['kind'], state: GitState): string {
  if (state === 'tracked') {
    return kind === 'client secret'
      ? 'Remove it here and make a new one at Nomba.'
      : 'Remove it here and revoke the token.';
  }
  return kind === 'access token' ? 'Refer to it by NOMBA_ACCESS_TOKEN instead.' : 'Remove it here.';
}

/** What came of a search of the workspace; what was not searched is not spoken of. @param isTrusted whether files were searched that are not open. */
export function describeScan(
  { secrets, names, searched }: Omit<DoneScan, 'outcome'>,
  isTrusted: boolean,
): string {
  const open = 'in what is open; other files are not searched in a workspace that you do not trust';
  if (secrets.times + names.times === 0) {
    const files = `in the ${count(searched, 'file')} that ${searched === 1 ? 'was' : 'were'} searched`;
    return `None of your secrets was found ${isTrusted ? files : open}.`;
  }
  const where = isTrusted ? 'in this workspace' : open;
  return [
    ...found('Your secrets were', secrets, where),
    ...found('Secrets under names that are published were', names, where),
  ].join(' ');
}

function found(what: string, { times, files }: FindingCount, where: string): readonly string[] {
  return times === 0 ? [] : [`${what} found ${count(times, 'time')} in ${count(files, 'file')} ${where}.`];
}

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}
