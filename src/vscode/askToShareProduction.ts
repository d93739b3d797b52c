import * as vscode from 'vscode';
import type { Profile } from '../profiles/profile';
import type { TokenSharing } from '../sharing/tokenSharing';

/** Asks for the yes that a production token needs, and takes note of it. Whether the user has given it. */
export async function askToShareProduction(
  sharing: Pick<TokenSharing, 'confirmProduction'>,
  profile: Profile,
): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(
    `Share the production token of “${profile.name}” with this window?`,
    {
      modal: true,
      detail:
        'Requests in .http files of this window can then move real money. Other extensions, and programs that they start, can read the token. It ends when the window closes.',
    },
    'Share Until the Window Closes',
  );
  if (answer === undefined) {
    return false;
  }
  sharing.confirmProduction(profile);
  return true;
}
