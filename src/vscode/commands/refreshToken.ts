import { identityOf } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { showFailure } from '../failureMessages';
import { profileOrActive } from '../pickProfile';
import type { Command } from '../command';
import { withTokenProgress } from '../tokenProgress';
import { tokenStatusOf } from '../tokenStatus';

/** Another token now, by refresh token if there is one, else with the credentials. */
export const refreshToken: Command<'nomba.refreshToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = profileOrActive(services, argument?.profile);
  const { tokens } = services;
  try {
    await withTokenProgress(`Refreshing the token of “${profile.name}”…`, async (signal) =>
      tokens.refresh(identityOf(profile), signal),
    );
  } catch (error) {
    showFailure(`The token of “${profile.name}” was not refreshed.`, profile, error);
  }
  return tokenStatusOf(profile, tokens);
};
