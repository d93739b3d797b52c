import { parseProfile } from '../../profiles/parseProfiles';
import type { Profile } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { profileNamed, profileOrPick } from '../pickProfile';
import { askForProfile, emptyDraft, type ProfileDraft } from '../profileSteps';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import { saveProfile } from '../saveProfile';
import { parseClientSecret, profileMembers } from './addProfile';

/** With members beside `profile`, those are changed; without, a person is asked step by step, starting from what is there. */
export const editProfile: Command<'nomba.editProfile'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const former = await profileOrPick(services, argument?.profile, 'Which profile do you want to edit?');
  if (former === undefined) {
    return undefined;
  }
  const { clientSecret, ...changes } = checkArgument(value, profileMembers) ?? {};
  if (clientSecret === undefined && Object.keys(changes).length === 0) {
    const answers = await askForProfile({
      title: `Edit Nomba Profile “${former.name}”`,
      initial: { ...emptyDraft, ...former },
      otherNames: services.profiles.all.map(({ name }) => name).filter((name) => name !== former.name),
      canKeepSecret: (draft) => keepsSecret(former, draft),
    });
    return answers && saveProfile(services, () => ({ ...answers, replaces: former }));
  }
  const newSecret = clientSecret === undefined ? undefined : parseClientSecret(clientSecret);
  return saveProfile(services, () => {
    const replaces = profileNamed(services, former.name);
    const profile = parseProfile({ ...replaces, ...changes }, []);
    if (typeof profile === 'string') {
      throw new Refusal(profile);
    }
    if (newSecret === undefined && !keepsSecret(replaces, profile)) {
      throw new Refusal('Another client id or host needs a client secret (private key) of its own.');
    }
    return { profile, replaces, clientSecret: newSecret };
  });
};

/** A secret belongs to a client id on a host. Correcting the account id or the name does not ask for it again. */
function keepsSecret(
  former: Profile,
  changed: Pick<ProfileDraft, 'environment' | 'clientId'> & { baseUrl?: string },
): boolean {
  return (
    former.clientId === changed.clientId &&
    former.environment === changed.environment &&
    (former.environment !== 'custom' || former.baseUrl === changed.baseUrl)
  );
}
