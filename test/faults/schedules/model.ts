import type { CredentialsName } from './cast';

/**
 * What the commands do, without an editor, a store or time: the end states that some order of commands gives are computed with it. It is held to the extension by
 * running single commands and sequences for real.
 */
export interface ModelState {
  /** In the order of the setting. */
  readonly profiles: readonly ModelProfile[];
  /** What the window has chosen; there need not be such a profile any more. */
  readonly chosen: ModelProfile | undefined;
  readonly secrets: ByCredentials<'right' | 'wrong'>;
  /** The stored token, by a number that no other has. */
  readonly tokens: ByCredentials<number>;
  /** The one token that the emulator takes: each new one ends the session before. */
  readonly sessions: ByCredentials<number>;
  readonly failures: ByCredentials<'missingSecret' | 'wrongSecret'>;
  /** The production credentials that the user has said yes to. */
  readonly confirmed: CredentialsName | undefined;
  /** How many tokens there have been. */
  readonly issued: number;
}

export interface ModelProfile {
  readonly name: string;
  readonly credentials: CredentialsName;
}

type ByCredentials<Value> = Readonly<Partial<Record<CredentialsName, Value>>>;

/** The window's profile, as the settings' documentation has it: the chosen name, else the chosen credentials, else the first that is not production. */
export function activeProfile({ profiles, chosen }: ModelState): ModelProfile | undefined {
  return (
    profiles.find(({ name }) => name === chosen?.name) ??
    profiles.find(({ credentials }) => credentials === chosen?.credentials) ??
    profiles.find(({ credentials }) => credentials !== 'P') ??
    profiles[0]
  );
}

/** The profile of this name, or without one the active profile. */
export function findProfile(state: ModelState, name: string | undefined): ModelProfile | undefined {
  return name === undefined ? activeProfile(state) : state.profiles.find((profile) => profile.name === name);
}

/** Without force, a token that is there and has not failed is kept. */
export function issue(state: ModelState, of: CredentialsName, force: boolean): ModelState {
  const keeps = !force && state.failures[of] === undefined && state.tokens[of] !== undefined;
  return keeps ? state : askWithSecret(state, of);
}

/** A refresh token that Nomba refuses, as that of a session which was ended, comes down to the client secret; so does none, as with the production token. */
export function refresh(state: ModelState, of: CredentialsName): ModelState {
  const token = state.tokens[of];
  return of !== 'P' && token !== undefined && state.sessions[of] === token
    ? grant(state, of)
    : askWithSecret(state, of);
}

function askWithSecret(state: ModelState, of: CredentialsName): ModelState {
  const secret = state.secrets[of];
  if (secret === 'right') {
    return grant(state, of);
  }
  const failure = secret === undefined ? 'missingSecret' : 'wrongSecret';
  return { ...state, failures: { ...state.failures, [of]: failure } };
}

function grant(state: ModelState, of: CredentialsName): ModelState {
  const token = state.issued + 1;
  return {
    ...clearFailure(state, of),
    tokens: { ...state.tokens, [of]: token },
    sessions: { ...state.sessions, [of]: token },
    issued: token,
  };
}

function clearFailure(state: ModelState, of: CredentialsName): ModelState {
  return { ...state, failures: without(state.failures, of) };
}

export function storeSecret(
  state: ModelState,
  of: CredentialsName,
  secret: 'right' | 'wrong' | undefined,
): ModelState {
  const secrets = secret === undefined ? without(state.secrets, of) : { ...state.secrets, [of]: secret };
  return { ...clearFailure(state, of), secrets };
}

/** The local copy goes; Nomba is not told. */
export function forgetToken(state: ModelState, of: CredentialsName): ModelState {
  return { ...clearFailure(state, of), tokens: without(state.tokens, of) };
}

export function revoke(state: ModelState, of: CredentialsName): ModelState {
  const token = state.tokens[of];
  if (token === undefined) {
    return state;
  }
  const sessions = state.sessions[of] === token ? without(state.sessions, of) : state.sessions;
  return { ...forgetToken(state, of), sessions };
}

/** Secret and token of credentials that no profile has any more. */
export function forgetUnused(state: ModelState, of: CredentialsName): ModelState {
  return state.profiles.some(({ credentials }) => credentials === of)
    ? state
    : storeSecret(forgetToken(state, of), of, undefined);
}

function without<Value>(values: ByCredentials<Value>, of: CredentialsName): ByCredentials<Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== of));
}
