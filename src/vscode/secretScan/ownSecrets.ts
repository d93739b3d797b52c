import { identityKey, identityOf, type Profile } from '../../profiles/profile';
import { Secret } from '../../profiles/secret';
import type { SecretKind } from '../../sharing/runningSearch';
import type { LabelledSecret } from '../../sharing/secretSearch';
import { parseTokenRecord } from '../../tokens/tokenRecord';
import { secretKeys, type EditorSecrets } from '../editorSecrets';

/**
 * What is stored of the profiles. It is read past the token manager and its store, for which a look at the token of a profile has consequences.
 *
 * @throws {TokenError} `storage` when that is not known.
 */
export async function readOwnSecrets(
  secrets: Pick<EditorSecrets, 'get'>,
  profiles: readonly Profile[],
): Promise<readonly LabelledSecret[]> {
  const found = await Promise.all(profiles.map(async (profile) => readSecretsOf(secrets, profile)));
  return found.flat();
}

async function readSecretsOf(
  secrets: Pick<EditorSecrets, 'get'>,
  profile: Profile,
): Promise<readonly LabelledSecret[]> {
  const identity = identityOf(profile);
  const key = identityKey(identity);
  const [clientSecret, record] = await Promise.all([
    secrets.get(secretKeys.clientSecret(key)),
    secrets.get(secretKeys.tokenSet(key)),
  ]);
  const tokenSet = record === undefined ? undefined : parseTokenRecord(record, identity);
  const texts: readonly (readonly [SecretKind, Secret | undefined])[] = [
    ['client secret', clientSecret === undefined ? undefined : new Secret(clientSecret)],
    ['access token', tokenSet?.accessToken],
    ['refresh token', tokenSet?.refreshToken],
  ];
  return texts.flatMap(([kind, secret]) =>
    secret === undefined ? [] : [{ kind, profile: profile.name, secret }],
  );
}
