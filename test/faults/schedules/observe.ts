import { readdir } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parseProfiles } from '../../../src/profiles/parseProfiles';
import { baseUrlOf, identityKey, identityOf, type Profile } from '../../../src/profiles/profile';
import { parseTokenRecord } from '../../../src/tokens/tokenRecord';
import { secretKeys } from '../../../src/vscode/editorSecrets';
import { bearerFingerprint } from '../../emulator/calls';
import { liveTokens } from '../../integration/emulatorControl';
import {
  execute,
  nothingShared,
  sharedVariables,
  userSetting,
  type SharedVariables,
} from '../../integration/extension';
import { clientOf, credentialsNames, profileOf, type Cast, type CredentialsName } from './cast';
import { byCredentials, type EndState } from './endState';
import { identityKeyOf } from './stage';
import type { TestWindow } from './testWindow';

/** What lies in SecretStorage. */
interface Stored {
  readonly clientSecret: string | undefined;
  /** The fingerprint of the access token. */
  readonly bearer: string | undefined;
}

interface Observation {
  readonly end: EndState;
  /** What is stored, but `eraseAllSecrets` would not find it once its profile is gone. */
  readonly unindexed: readonly CredentialsName[];
}

/** Looks at everything, and switches through the profiles in the end, which tells the state of each. */
export async function observe(window: TestWindow, cast: Cast): Promise<Observation> {
  const stored = new Map<CredentialsName, Stored>();
  const [live, index] = await Promise.all([
    liveTokens(),
    window.secrets.get(secretKeys.index),
    ...credentialsNames.map(async (of) => {
      stored.set(of, await readStored(window, cast, of));
    }),
  ]);
  const { profiles } = parseProfiles(userSetting('nomba.profiles') ?? []);
  const active = activeOf(profiles, window);
  const shared = describeShared(sharedVariables(), active, cast, stored);
  const states = await Promise.all(
    profiles.map(
      async (profile) =>
        [profile.name, await stateOf(profile.name, stored.get(credentialsOf(cast, profile)))] as const,
    ),
  );
  const end: EndState = {
    profiles: profiles.map((profile) => `${profile.name} ${credentialsOf(cast, profile)}`),
    active: active?.name,
    credentials: byCredentials((of) => {
      const { clientSecret, bearer } = stored.get(of) ?? { clientSecret: undefined, bearer: undefined };
      const client = clientOf(cast.number, of);
      const session = live.find(({ clientId }) => clientId === client.clientId)?.bearer;
      const isLiving = of === 'P' || bearer === session;
      return {
        secret:
          clientSecret === undefined ? 'none' : clientSecret === client.clientSecret ? 'right' : 'wrong',
        token: bearer === undefined ? 'none' : isLiving ? 'living' : 'dead',
        otherSession: session !== undefined && session !== bearer,
      };
    }),
    states: Object.fromEntries(states),
    shared,
  };
  const indexed = JSON.parse(index ?? '[]') as readonly string[];
  const unindexed = credentialsNames.filter((of) => {
    const { secret, token } = end.credentials[of];
    return (secret !== 'none' || token !== 'none') && !indexed.includes(identityKeyOf(cast, of));
  });
  return { end, unindexed };
}

/** Names of the lock folders that are there. */
export async function locks({ lockFolder }: TestWindow): Promise<readonly string[]> {
  const names = await readdir(lockFolder).catch(() => []);
  return names.filter((name) => name.endsWith('.lock'));
}

export async function readStored({ secrets }: TestWindow, cast: Cast, of: CredentialsName): Promise<Stored> {
  const key = identityKeyOf(cast, of);
  const [clientSecret, record] = await Promise.all([
    secrets.get(secretKeys.clientSecret(key)),
    secrets.get(secretKeys.tokenSet(key)),
  ]);
  const tokenSet =
    record === undefined ? undefined : parseTokenRecord(record, identityOf(profileOf(cast, '', of)));
  return { clientSecret, bearer: tokenSet && bearerFingerprint(tokenSet.accessToken.reveal()) };
}

/** By the same rules as the product's, but from what lies in the storage, and written once more. */
function activeOf(profiles: readonly Profile[], { workspaceState }: TestWindow): Profile | undefined {
  const chosen = workspaceState.get<{ name: string; identityKey: string }>('nomba.activeProfile');
  return (
    profiles.find(({ name }) => name === chosen?.name) ??
    profiles.find((profile) => identityKey(identityOf(profile)) === chosen?.identityKey) ??
    profiles.find(({ environment }) => environment !== 'production') ??
    profiles[0]
  );
}

function credentialsOf(cast: Cast, profile: Profile): CredentialsName {
  const key = identityKey(identityOf(profile));
  const found = credentialsNames.find((of) => identityKeyOf(cast, of) === key);
  if (found === undefined) {
    throw new Error(`The profile “${profile.name}” is not one of the cast.`);
  }
  return found;
}

/** The active profile when the variables are all of it; a description of what is wrong when they are of several, or stale. */
function describeShared(
  shared: SharedVariables,
  active: Profile | undefined,
  cast: Cast,
  stored: ReadonlyMap<CredentialsName, Stored>,
): string | undefined {
  if (isDeepStrictEqual(shared, nothingShared())) {
    return undefined;
  }
  const expected = active && {
    bearer: stored.get(credentialsOf(cast, active))?.bearer,
    accountId: active.accountId,
    subAccountId: active.subAccountId,
    baseUrl: baseUrlOf(active),
  };
  return isDeepStrictEqual(shared, expected)
    ? active?.name
    : `not of “${active?.name ?? ''}”: ${JSON.stringify(shared)}`;
}

async function stateOf(profile: string, stored: Stored | undefined): Promise<EndState['states'][string]> {
  const { state } = (await execute('nomba.switchProfile', { profile })) ?? {};
  switch (state) {
    case 'fresh':
      return 'fresh';
    case 'signedOut':
      return 'no token';
    case 'failed':
      return stored?.clientSecret === undefined && stored?.bearer === undefined ? 'no token' : 'failed';
    default:
      // Seen to find: flights that are not removed when they end, which leaves the token “refreshing”.
      throw new Error(`The token of “${profile}” is ${state ?? 'unknown'}.`);
  }
}
