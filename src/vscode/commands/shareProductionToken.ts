import * as vscode from 'vscode';
import { Refusal } from '../refusal';
import type { Command } from '../command';

/** Shares a production token with the `.http` clients of this window, after a yes, until the window closes. */
export const shareProductionToken: Command<'nomba.shareProductionToken'> =
  ({ profiles, sharing }) =>
  async () => {
    const profile = profiles.active;
    if (profile?.environment !== 'production') {
      throw new Refusal('The active profile is not a production profile.', {
        title: 'Switch Profile',
        command: 'nomba.switchProfile',
      });
    }
    const { decision } = sharing;
    if (decision?.share === false && decision.reason !== 'production') {
      throw new Refusal(
        decision.reason === 'never'
          ? 'Sharing is turned off by the setting nomba.shareWithHttpClients.'
          : 'Tokens are not shared with a workspace that you do not trust.',
      );
    }
    const answer = await vscode.window.showWarningMessage(
      `Share the production token of “${profile.name}” with this window?`,
      {
        modal: true,
        detail:
          'Requests in .http files of this window can then move real money. Other extensions, and programs that they start, can read the token. It ends when the window closes.',
      },
      'Share Until the Window Closes',
    );
    if (answer !== undefined) {
      sharing.confirmProduction(profile);
    }
    return undefined;
  };
