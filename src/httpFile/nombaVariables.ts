import { environmentVariables } from './tokenReference';

/** A variable of the active profile. */
export type NombaVariable = (typeof environmentVariables)[keyof typeof environmentVariables];

/** What each variable of the active profile holds, as a sentence. */
export const variableMeanings: Readonly<Record<NombaVariable, string>> = {
  [environmentVariables.accessToken]: 'The access token of the active Nomba profile.',
  [environmentVariables.accountId]: 'The parent account id of the active Nomba profile.',
  [environmentVariables.subAccountId]: 'The sub-account id of the active Nomba profile.',
  [environmentVariables.baseUrl]: 'The base URL of the active Nomba profile, without “/v1”.',
};

export const nombaVariables = Object.values(environmentVariables);

/** The variable that httpYac asks the extension for at each send. */
export const tokenVariable = '$nombaToken';
export const tokenVariableMeaning =
  'A valid access token of the active Nomba profile, obtained when the request is sent.';
