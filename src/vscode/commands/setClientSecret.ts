import { checkField, fieldLabels } from '../../profiles/profileFields';
import { checkArgument } from '../commandArgument';
import { askText } from '../inputSteps';
import { makeChange } from '../makeChange';
import { profileOrPick } from '../pickProfile';
import type { Command } from '../command';
import { checkCredentials, refuseChanged, storeClientSecret } from '../saveProfile';
import { parseClientSecret } from './addProfile';

/** Stores the client secret of a profile, on a new machine or after it was changed at Nomba, and checks it. */
export const setClientSecret: Command<'nomba.setClientSecret'> = (services) => async (value) => {
  const argument = checkArgument(value, {
    profile: 'string',
    clientSecret: 'string',
  });
  const profile = await profileOrPick(services, argument?.profile, 'Which profile is the client secret for?');
  if (profile === undefined) {
    return undefined;
  }
  const text = argument?.clientSecret ?? (await ask(profile.name));
  if (text === undefined) {
    return undefined;
  }
  const clientSecret = parseClientSecret(text);
  const secretChange = await makeChange(
    services,
    `Storing the client secret of “${profile.name}”…`,
    async (begin) => {
      refuseChanged(services, profile);
      return storeClientSecret(services, profile, clientSecret, begin);
    },
  );
  return checkCredentials(services, profile, secretChange);
};

async function ask(profileName: string): Promise<string | undefined> {
  const answer = await askText(
    {
      prompt: 'Client secret (the dashboard’s “private key”). It is kept in the system’s secret storage',
      placeholder: fieldLabels.clientSecret,
      value: '',
      masked: true,
      check: (text) => checkField('clientSecret', text),
    },
    { title: `Client Secret of “${profileName}”`, step: 1, totalSteps: 1 },
  );
  return answer?.value;
}
