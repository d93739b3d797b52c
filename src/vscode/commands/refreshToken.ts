import { identityOf } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { showFailure } from '../failureMessages';
import { profileOrActive } from '../pickProfile';
import type { Command } from '../command';
import { withCancellableProgress } from '../cancellableProgress';
import { tokenStatusOf } from '../tokenStatus';

/** Another token now, by refresh token if there is one, else with the credentials. */
export const refreshToken: Command<'nomba.refreshToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = profileOrActive(services, argument?.profile);
  const { tokens } = services;
  try {
    await withCancellableProgress(`Refreshing the token of “${profile.name}”…`, async (signal) =>
      tokens.refresh(identityOf(profile), signal),
    );
  } catch (error) {
    // Also behind “Try Again” where the first token could not be had.
    const hasToken = tokens.snapshot(identityOf(profile)).tokenSet !== undefined;
    const outcome = hasToken
      ? `The token of “${profile.name}” was not refreshed.`
      : `“${profile.name}” has no token.`;
    showFailure(outcome, profile, error);
  }
  return tokenStatusOf(profile, tokens);
};
