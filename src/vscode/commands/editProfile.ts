import { parseProfile } from '../../profiles/parseProfiles';
import { identityKey, identityOf, type Profile } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { profileOrPick } from '../pickProfile';
import { askForProfile, emptyDraft, type ProfileDraft } from '../profileSteps';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import { saveProfile, type ProfileChange } from '../saveProfile';
import type { Services } from '../services';
import { parseClientSecret, profileMembers } from './addProfile';

/** With members beside `profile`, those are changed; without, a person is asked step by step, starting from what is there. */
export const editProfile: Command<'nomba.editProfile'> = (services) => async (value) => {
  const argument = checkArgument(value, { profile: 'string' });
  const former = await profileOrPick(services, argument?.profile, 'Which profile do you want to edit?');
  if (former === undefined) {
    return undefined;
  }
  const { clientSecret, ...changes } = checkArgument(value, profileMembers) ?? {};
  const otherNames = services.profiles.all.map(({ name }) => name).filter((name) => name !== former.name);
  if (clientSecret === undefined && Object.keys(changes).length === 0) {
    const answers = await askForProfile({
      title: `Edit Nomba Profile “${former.name}”`,
      initial: { ...emptyDraft, ...former },
      otherNames,
      canKeepSecret: (draft) => keepsSecret(former, draft),
    });
    return answers && save(services, former, answers);
  }
  const profile = parseProfile({ ...former, ...changes }, otherNames);
  if (typeof profile === 'string') {
    throw new Refusal(profile);
  }
  if (clientSecret === undefined && !keepsSecret(former, profile)) {
    throw new Refusal('Another client id or host needs a client secret (private key) of its own.');
  }
  return save(services, former, {
    profile,
    clientSecret: clientSecret === undefined ? undefined : parseClientSecret(clientSecret),
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

async function save(
  services: Services,
  replaces: Profile,
  { profile, clientSecret }: Omit<ProfileChange, 'replaces'>,
): Promise<Awaited<ReturnType<typeof saveProfile>>> {
  // Under the same identity the secret lies where it belongs, and a token that is valid stays so: a new name is no reason to ask Nomba.
  const moves = identityKey(identityOf(profile)) !== identityKey(identityOf(replaces));
  const kept = moves ? await services.clientSecrets.read(identityOf(replaces)) : undefined;
  return saveProfile(services, { profile, replaces, clientSecret: clientSecret ?? kept });
}
