/** The environment variables under which the active profile is readable to `.http` clients, terminals and code. */
export const environmentVariables = {
  accessToken: 'NOMBA_ACCESS_TOKEN',
  accountId: 'NOMBA_ACCOUNT_ID',
  subAccountId: 'NOMBA_SUB_ACCOUNT_ID',
  baseUrl: 'NOMBA_BASE_URL',
} as const;

/** The user sets it, if he wants it: a profile's secret is in no variable. */
export const clientSecretVariable = 'NOMBA_CLIENT_SECRET';

/** httpYac's alone: the token as the extension has it at that moment, renewed first when that is due. */
export const httpYacTokenVariable = '$nombaToken';

/** The headers of Nomba's API that say who calls, in the spelling of Nomba's documentation. */
export const authorizationHeaderName = 'Authorization';
export const accountIdHeaderName = 'accountId';

/** Whether a header says by which token it is sent: the names of headers have no case. */
export function isAuthorizationHeader({ name }: { readonly name: string }): boolean {
  return name.toLowerCase() === authorizationHeaderName.toLowerCase();
}

/**
 * Reads an environment variable at every send in REST Client, httpYac and Visual Studio. REST Client wants exactly one space.
 * JetBrains has `{{$env.NAME}}` instead.
 */
export function httpClientReference(variable: string): string {
  return `{{$processEnv ${variable}}}`;
}

/** The value of an Authorization header that carries the token itself. */
export function bearerValue(token: string): string {
  return `Bearer ${token}`;
}

/** A whole `Authorization` header line, without a line ending. */
export function authorizationHeader(value: string): string {
  return `${authorizationHeaderName}: ${value}`;
}
