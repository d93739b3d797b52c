import type { Profile } from '../profiles/profile';
import { Refusal } from './refusal';
import { showWarning } from './showWarning';

/** What the user is told when VS Code's secret storage does not do its part. */

/** The first secret of this window could not be stored. */
export function warnNotKept(): void {
  showWarning(
    'VS Code could not store your Nomba secrets; they last until this window closes. Check that the system’s keyring is unlocked, then enter them again.',
    { title: 'Show Log', command: 'nomba.showLog' },
  );
}

/** The secrets of an earlier window are not there any more. */
export function warnGone(): void {
  showWarning(
    'Your Nomba secrets are gone: here VS Code keeps them only until the window closes, as it does in a browser or without a keyring. Enter the client secret again.',
    { title: 'Enter Client Secret', command: 'nomba.setClientSecret' },
  );
}

/** The stored token of a profile cannot be read. */
export function warnUnreadable(profile: Profile): void {
  showWarning(
    `The stored token of “${profile.name}” cannot be read, perhaps because another version of this extension wrote it. It was set aside.`,
    { title: 'Issue Token', command: 'nomba.issueToken', argument: { profile: profile.name } },
  );
}

/**
 * Secrets that should be gone may still be stored.
 *
 * @param outcome what was done, as the beginning of the sentence.
 */
export function notErased(outcome: string): Refusal {
  return new Refusal(
    `${outcome} VS Code’s secret storage does not answer. Restart VS Code, then run “Nomba: Erase All Secrets”.`,
    { title: 'Show Log', command: 'nomba.showLog' },
  );
}
