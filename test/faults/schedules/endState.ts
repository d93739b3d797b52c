import { credentialsNames, type CredentialsName } from './cast';
import { activeProfile, type ModelState } from './model';

/** What can be seen when everything has come to rest. Tokens by what they are, not by their text. */
export interface EndState {
  /** `name credentials`, in the order of the setting. */
  readonly profiles: readonly string[];
  readonly active: string | undefined;
  readonly credentials: Readonly<Record<CredentialsName, CredentialsState>>;
  /**
   * By name of profile. A profile without secret and token that was tried in vain reads as one that was not: whether a token call came just before or just
   * after the removal is of no consequence to anybody.
   */
  readonly states: Readonly<Record<string, 'fresh' | 'failed' | 'no token'>>;
  /** The profile whose token, account ids and base URL the variables of the window hold, all of them. */
  readonly shared: string | undefined;
}

interface CredentialsState {
  readonly secret: 'right' | 'wrong' | 'none';
  /** `dead`: stored, but the emulator does not take it. */
  readonly token: 'living' | 'dead' | 'none';
  /** Whether the emulator takes a token that is not stored. */
  readonly otherSession: boolean;
}

export function endStateOf(state: ModelState): EndState {
  const active = activeProfile(state);
  const isShared =
    active !== undefined &&
    state.tokens[active.credentials] !== undefined &&
    (active.credentials !== 'P' || state.confirmed === 'P');
  return {
    profiles: state.profiles.map(({ name, credentials }) => `${name} ${credentials}`),
    active: active?.name,
    credentials: byCredentials((of) => credentialsState(state, of)),
    states: Object.fromEntries(
      state.profiles.map(({ name, credentials }) => [name, profileState(state, credentials)]),
    ),
    shared: isShared ? active.name : undefined,
  };
}

export function byCredentials<Value>(
  read: (of: CredentialsName) => Value,
): Readonly<Record<CredentialsName, Value>> {
  const entries = credentialsNames.map((of) => [of, read(of)] as const);
  return Object.fromEntries(entries) as Record<CredentialsName, Value>;
}

function credentialsState(state: ModelState, of: CredentialsName): CredentialsState {
  const token = state.tokens[of];
  const session = state.sessions[of];
  return {
    secret: state.secrets[of] ?? 'none',
    token: token === undefined ? 'none' : token === session ? 'living' : 'dead',
    // No emulator knows of the production credentials.
    otherSession: of !== 'P' && session !== undefined && session !== token,
  };
}

function profileState(state: ModelState, of: CredentialsName): 'fresh' | 'failed' | 'no token' {
  if (state.tokens[of] === undefined) {
    return state.failures[of] === undefined || state.secrets[of] === undefined ? 'no token' : 'failed';
  }
  return state.failures[of] === undefined ? 'fresh' : 'failed';
}
