import { identityOf } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { profileOrActive } from '../pickProfile';
import type { Command } from '../command';

/** Returns the token, for `${command:nomba.getAccessToken}` in tasks and launch configurations. Rejects when there is none. */
export const getAccessToken: Command<'nomba.getAccessToken'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = profileOrActive(services, argument?.profile);
  const { accessToken } = await services.tokens.get(identityOf(profile));
  return accessToken.reveal();
};
