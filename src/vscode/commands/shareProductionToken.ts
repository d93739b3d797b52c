import { withheldTokens } from '../../httpFile/lackOfToken';
import { askToShareProduction } from '../askToShareProduction';
import { Refusal } from '../refusal';
import type { Command } from '../command';

/** Shares a production token with the `.http` clients of this window, after a yes, until the window closes. */
export const shareProductionToken: Command<'nomba.shareProductionToken'> = (services) => async () => {
  const { profiles, sharing } = services;
  const profile = profiles.active;
  if (profile?.environment !== 'production') {
    throw new Refusal('The active profile is not a production profile.', {
      title: 'Switch Profile',
      command: 'nomba.switchProfile',
    });
  }
  const { decision } = sharing;
  if (decision?.share === false && decision.reason !== 'production') {
    const { reason, remedy } = withheldTokens[decision.reason];
    throw new Refusal(`The token is not shared: ${reason}`, remedy);
  }
  await askToShareProduction(services, profile);
  return undefined;
};
