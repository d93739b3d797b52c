import type { AddProfileArgument } from '../../contributions';
import { parseProfile } from '../../profiles/parseProfiles';
import { checkField, cleanField } from '../../profiles/profileFields';
import { Secret } from '../../profiles/secret';
import { checkArgument } from '../commandArgument';
import { askForProfile, emptyDraft } from '../profileSteps';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import { saveProfile } from '../saveProfile';

export const profileMembers = {
  name: 'string',
  environment: 'string',
  baseUrl: 'string',
  accountId: 'string',
  subAccountId: 'string',
  clientId: 'string',
  clientSecret: 'string',
} as const satisfies Record<keyof AddProfileArgument, 'string'>;

/** With an argument, everything is taken from it; without one, a person is asked step by step. */
export const addProfile: Command<'nomba.addProfile'> = (services) => async (value) => {
  const argument = checkArgument(value, profileMembers);
  const otherNames = services.profiles.all.map(({ name }) => name);
  if (argument === undefined) {
    const answers = await askForProfile({
      title: 'Add Nomba Profile',
      initial: emptyDraft,
      otherNames,
      canKeepSecret: () => false,
    });
    return answers && saveProfile(services, () => answers);
  }
  const profile = parseProfile(argument, otherNames);
  if (typeof profile === 'string') {
    throw new Refusal(profile);
  }
  const clientSecret = parseClientSecret(argument.clientSecret ?? '');
  return saveProfile(services, () => ({ profile, clientSecret }));
};

/** @throws {Refusal} when it cannot be a client secret. */
export function parseClientSecret(text: string): Secret {
  const finding = checkField('clientSecret', text);
  if (finding?.severity === 'error') {
    throw new Refusal(finding.message);
  }
  return new Secret(cleanField(text));
}
