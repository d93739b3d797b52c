import { identityOf } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { makeChange } from '../makeChange';
import { profileNamed, profileOrPick } from '../pickProfile';
import type { Command } from '../command';
import { tokenStatusOf } from '../tokenStatus';

/** Chooses the profile of this window. */
export const switchProfile: Command<'nomba.switchProfile'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const chosen = await profileOrPick(services, argument?.profile, 'Which profile should this window use?');
  if (chosen === undefined) {
    return undefined;
  }
  const profile = await makeChange(services, `Switching to “${chosen.name}”…`, async (begin) => {
    // As it is by now: it may have been edited, or removed, since it was picked.
    const present = profileNamed(services, chosen.name);
    await services.tokens.load(identityOf(present));
    begin();
    await services.profiles.activate(present);
    return present;
  });
  return tokenStatusOf(profile, services.tokens);
};
