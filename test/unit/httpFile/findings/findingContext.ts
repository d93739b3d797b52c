import { fileVariables, valuesByName } from '../../../../src/httpFile/fileVariables';
import type { Finding, FindingContext } from '../../../../src/httpFile/finding';
import { findings } from '../../../../src/httpFile/findings';
import { readSection } from '../../../../src/httpFile/section';

export type Profile = NonNullable<FindingContext['profile']>;

export const accountId = '11111111-2222-4333-8444-555555555555';
export const subAccountId = '77777777-6666-4555-8444-333333333333';

export const sandboxProfile: Profile = { name: 'Shop', environment: 'sandbox', accountId, subAccountId };
export const productionProfile: Profile = { ...sandboxProfile, environment: 'production' };
export const customProfile: Profile = { ...sandboxProfile, environment: 'custom' };

const baseUrls = {
  production: 'https://api.nomba.com',
  sandbox: 'https://sandbox.nomba.com',
  custom: 'https://gateway.example.com/nomba',
};

/** An invented token that is unsigned. */
export function tokenOf(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.invented-signature`;
}

export const nombaToken = tokenOf({
  [`G:${accountId}`]: '',
  sub: 'client',
  iat: 1_700_000_000,
  exp: 1_700_003_600,
});
export const otherToken = tokenOf({ sub: 'ada', iat: 1_700_000_000 });

export const headers =
  'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}\naccountId: {{$processEnv NOMBA_ACCOUNT_ID}}\n';

/** That of a window in which all is well, with the sandbox profile; or as told. */
export function contextOf(
  text: string,
  changes: Partial<
    Pick<FindingContext, 'profile' | 'token' | 'withheld' | 'dialect' | 'offersNombaToken'>
  > = {},
): FindingContext {
  const profile = 'profile' in changes ? changes.profile : sandboxProfile;
  const environment = profile
    ? {
        NOMBA_ACCESS_TOKEN: tokenOf({}),
        NOMBA_ACCOUNT_ID: profile.accountId,
        NOMBA_SUB_ACCOUNT_ID: profile.subAccountId,
        NOMBA_BASE_URL: baseUrls[profile.environment],
      }
    : {};
  return {
    values: valuesByName(fileVariables(text)),
    environment,
    customHosts: new Set(['gateway.example.com']),
    token: 'living',
    withheld: undefined,
    offersNombaToken: false,
    dialect: 'processEnv',
    ...changes,
    profile,
  };
}

export function findingsIn(text: string, changes?: Parameters<typeof contextOf>[1]): readonly Finding[] {
  return findings(readSection(text), contextOf(text, changes));
}
