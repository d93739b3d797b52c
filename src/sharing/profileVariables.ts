import { environmentVariables } from '../httpFile/tokenReference';
import { baseUrlOf, type Profile } from '../profiles/profile';

/** The variables under which a profile is readable to `.http` clients. One that the profile has no value for is there, and `undefined`. */
export function profileVariables(
  profile: Profile,
  accessToken: string,
): Readonly<Record<string, string | undefined>> {
  return {
    [environmentVariables.accessToken]: accessToken,
    [environmentVariables.accountId]: profile.accountId,
    [environmentVariables.subAccountId]: profile.subAccountId,
    [environmentVariables.baseUrl]: baseUrlOf(profile),
  };
}
