import { identityOf } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { makeChange } from '../makeChange';
import { profileOrPick } from '../pickProfile';
import type { Command } from '../command';
import { refuseChanged } from '../saveProfile';
import { tokenStatusOf } from '../tokenStatus';

/** Chooses the profile of this window. */
export const switchProfile: Command<'nomba.switchProfile'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const profile = await profileOrPick(services, argument?.profile, 'Which profile should this window use?');
  if (profile === undefined) {
    return undefined;
  }
  await makeChange(services, `Switching to “${profile.name}”…`, async (begin) => {
    await services.tokens.load(identityOf(profile));
    refuseChanged(services, profile);
    begin();
    await services.profiles.activate(profile);
  });
  return tokenStatusOf(profile, services.tokens);
};
