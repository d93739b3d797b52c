import { environments, nombaBaseUrls, type Environment } from '../profiles/environment';
import { parseProfile } from '../profiles/parseProfiles';
import type { Profile } from '../profiles/profile';
import { checkField, cleanField, fieldLabels, type ProfileField } from '../profiles/profileFields';
import { Secret } from '../profiles/secret';
import { askChoice, askText, runInputSteps, type InputStep } from './inputSteps';

/** A profile in the making: what has been entered so far. */
export interface ProfileDraft {
  readonly environment: Environment;
  readonly name: string;
  readonly baseUrl: string;
  readonly accountId: string;
  readonly subAccountId: string;
  readonly clientId: string;
  /** Absent when the stored one is to be kept. */
  readonly clientSecret: Secret | undefined;
}

export const emptyDraft: ProfileDraft = {
  environment: 'sandbox',
  name: '',
  baseUrl: '',
  accountId: '',
  subAccountId: '',
  clientId: '',
  clientSecret: undefined,
};

export interface ProfileQuestions {
  readonly title: string;
  readonly initial: ProfileDraft;
  /** The names that are taken. */
  readonly otherNames: readonly string[];
  /** Whether an empty client secret keeps the stored one, given what has been entered. */
  readonly canKeepSecret: (draft: ProfileDraft) => boolean;
}

type TextField = Exclude<ProfileField, 'clientSecret'>;

const prompts: Readonly<Record<TextField, string>> = {
  name: 'A name for this profile, as it will stand in the status bar',
  baseUrl: 'Base URL of the API, without /v1',
  accountId: 'Account id: the parent account’s, from the Nomba dashboard',
  subAccountId: 'Sub-account id, if your requests use one (leave empty to skip)',
  clientId: 'Client id, from the Nomba dashboard under API keys',
};

const placeholders: Readonly<Record<TextField, string>> = {
  name: 'sandbox',
  baseUrl: 'https://gateway.example.com',
  accountId: '01a10aeb-d989-460a-bbde-9842f2b4320f',
  subAccountId: 'optional',
  clientId: '2242b79d-f2cf-4ccc-ada1-e890bd1a9f0d',
};

/** Asks for everything a profile is made of. `undefined` when the user leaves. */
export async function askForProfile(
  questions: ProfileQuestions,
): Promise<{ profile: Profile; clientSecret: Secret | undefined } | undefined> {
  const draft = await runInputSteps(questions.title, profileSteps(questions), questions.initial);
  if (draft === undefined) {
    return undefined;
  }
  const profile = parseProfile(draft, questions.otherNames);
  if (typeof profile === 'string') {
    // Every step has checked its field with the same rules.
    throw new Error(profile);
  }
  return { profile, clientSecret: draft.clientSecret };
}

function profileSteps(questions: ProfileQuestions): readonly InputStep<ProfileDraft>[] {
  return [
    environmentStep,
    textStep('name', questions),
    textStep('baseUrl', questions),
    textStep('accountId', questions),
    textStep('subAccountId', questions),
    textStep('clientId', questions),
    clientSecretStep(questions),
  ];
}

const environmentStep: InputStep<ProfileDraft> = {
  ask: async (draft, position) => {
    const answer = await askChoice(
      {
        placeholder: 'Which environment are the credentials for?',
        active: draft.environment,
        choices: environments.map((environment) => ({
          value: environment,
          label: environment,
          description: environment === 'custom' ? 'a base URL of your own' : nombaBaseUrls[environment],
        })),
      },
      position,
    );
    return answer && { draft: { ...draft, environment: answer.value }, direction: answer.direction };
  },
};

function textStep(field: TextField, { otherNames }: ProfileQuestions): InputStep<ProfileDraft> {
  return {
    applies: ({ environment }) => field !== 'baseUrl' || environment === 'custom',
    ask: async (draft, position) => {
      const suggestion = field === 'name' && !otherNames.includes(draft.environment) ? draft.environment : '';
      const answer = await askText(
        {
          prompt: prompts[field],
          placeholder: placeholders[field],
          value: draft[field] === '' ? suggestion : draft[field],
          check: (value) => checkField(field, value, otherNames),
        },
        position,
      );
      return (
        answer && { draft: { ...draft, [field]: cleanField(answer.value) }, direction: answer.direction }
      );
    },
  };
}

function clientSecretStep({ canKeepSecret }: ProfileQuestions): InputStep<ProfileDraft> {
  return {
    ask: async (draft, position) => {
      const optional = canKeepSecret(draft);
      const answer = await askText(
        {
          prompt: optional
            ? 'Client secret (the dashboard’s “private key”). Leave empty to keep the stored one'
            : 'Client secret (the dashboard’s “private key”). It is kept in the system’s secret storage',
          value: draft.clientSecret?.reveal() ?? '',
          placeholder: fieldLabels.clientSecret,
          masked: true,
          check: (value) =>
            optional && cleanField(value) === '' ? undefined : checkField('clientSecret', value),
        },
        position,
      );
      if (answer === undefined) {
        return undefined;
      }
      const clean = cleanField(answer.value);
      const clientSecret = clean === '' ? undefined : new Secret(clean);
      return { draft: { ...draft, clientSecret }, direction: answer.direction };
    },
  };
}
