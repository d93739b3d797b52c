import type { CredentialsName } from './cast';
import {
  activeProfile,
  findProfile,
  forgetToken,
  forgetUnused,
  issue,
  refresh,
  revoke,
  storeSecret,
  type ModelProfile,
  type ModelState,
} from './model';

/** What a step has left for the next step of the same command. */
export interface SavedSecret {
  readonly of: CredentialsName;
  /** Whether the command has brought a secret. */
  readonly brought: boolean;
  /** The one that is put back when the new one is refused. */
  readonly former: 'right' | 'wrong' | undefined;
}

export interface StepResult {
  readonly state: ModelState;
  readonly saved?: SavedSecret | undefined;
}

/** One thing that a command does without anything in between: it changes what is stored, or it asks Nomba. */
export interface Step {
  readonly apply: (state: ModelState, saved: SavedSecret | undefined) => StepResult;
  /** Whether it asks Nomba: such a call is ended when another command signs out, or brings another client secret. */
  readonly asks?: true;
}

/** Adds a profile; a name that is taken changes nothing. */
export function addSteps(
  profile: ModelProfile | ((state: ModelState) => ModelProfile),
  secret: 'right' | 'wrong',
): readonly Step[] {
  const save: Step['apply'] = (state) => {
    const added = typeof profile === 'function' ? profile(state) : profile;
    if (findProfile(state, added.name) !== undefined) {
      return { state };
    }
    const saved = savedSecret(state, added.credentials);
    const stored = storeSecret(state, added.credentials, secret);
    return { state: { ...stored, profiles: [...state.profiles, added], chosen: added }, saved };
  };
  return [{ apply: save }, check];
}

/** Gives a profile another name or other credentials; those come with a secret. */
export function editSteps(name: string, change: Partial<ModelProfile>): readonly Step[] {
  const save: Step['apply'] = (state) => {
    const former = findProfile(state, name);
    const edited = { ...former, ...change } as ModelProfile;
    if (former === undefined || (edited.name !== name && findProfile(state, edited.name) !== undefined)) {
      return { state };
    }
    const brings = change.credentials !== undefined;
    const saved = { ...savedSecret(state, edited.credentials), brought: brings };
    const stored = brings ? storeSecret(state, edited.credentials, 'right') : state;
    const profiles = state.profiles.map((profile) => (profile === former ? edited : profile));
    const chosen = activeProfile(state) === former ? edited : state.chosen;
    return { state: forgetUnused({ ...stored, profiles, chosen }, former.credentials), saved };
  };
  return [{ apply: save }, check];
}

/** @param rightFor the credentials that the secret is the right one of */
export function setSecretSteps(name: string, rightFor: CredentialsName | undefined): readonly Step[] {
  const save: Step['apply'] = (state) => {
    const of = findProfile(state, name)?.credentials;
    return of === undefined
      ? { state }
      : {
          state: storeSecret(state, of, of === rightFor ? 'right' : 'wrong'),
          saved: savedSecret(state, of),
        };
  };
  return [{ apply: save }, check];
}

function savedSecret(state: ModelState, of: CredentialsName): SavedSecret {
  const former = state.failures[of] === 'wrongSecret' ? undefined : state.secrets[of];
  return { of, brought: true, former };
}

/** A refused secret gives way to the one that was there before. */
const check: Step = {
  asks: true,
  apply: (state, saved) => {
    if (saved === undefined) {
      return { state };
    }
    const { of, brought, former } = saved;
    const asked = issue(state, of, brought);
    const refused = brought && asked.failures[of] === 'wrongSecret' && former !== undefined;
    return { state: refused ? storeSecret(asked, of, former) : asked };
  },
};

/** One change of what is stored, of a profile that is found when its turn comes. */
function changeOf(
  name: string | undefined,
  change: (state: ModelState, profile: ModelProfile) => ModelState,
): Step {
  return {
    apply: (state) => {
      const profile = findProfile(state, name);
      return { state: profile === undefined ? state : change(state, profile) };
    },
  };
}

export function removeSteps(name: string): readonly Step[] {
  return [
    changeOf(name, (state, profile) =>
      forgetUnused(
        { ...state, profiles: state.profiles.filter((other) => other !== profile) },
        profile.credentials,
      ),
    ),
  ];
}

export function switchSteps(name: string): readonly Step[] {
  return [changeOf(name, (state, profile) => ({ ...state, chosen: profile }))];
}

export function issueSteps(name: string | undefined, force: boolean): readonly Step[] {
  return [{ ...changeOf(name, (state, { credentials }) => issue(state, credentials, force)), asks: true }];
}

export function refreshSteps(name: string | undefined): readonly Step[] {
  return [{ ...changeOf(name, (state, { credentials }) => refresh(state, credentials)), asks: true }];
}

/** For commands that need a token: one that lives is used, whatever the last call came to. */
export function useTokenSteps(name: string | undefined): readonly Step[] {
  const use = (state: ModelState, { credentials }: ModelProfile): ModelState =>
    state.tokens[credentials] === undefined ? issue(state, credentials, true) : state;
  return [{ ...changeOf(name, use), asks: true }];
}

/** Where the token of a production profile may not be shared, it is not given either. */
export function giveTokenSteps(name: string | undefined): readonly Step[] {
  return useTokenSteps(name).map(({ apply }) => ({
    asks: true,
    apply: (state, saved) => {
      const credentials = findProfile(state, name)?.credentials;
      return credentials === 'P' && state.confirmed !== 'P' ? { state } : apply(state, saved);
    },
  }));
}

export function revokeSteps(name: string): readonly Step[] {
  return [changeOf(name, (state, { credentials }) => revoke(state, credentials))];
}

export function shareSteps(): readonly Step[] {
  return [
    changeOf(undefined, (state, { credentials }) =>
      credentials === 'P' ? { ...state, confirmed: credentials } : state,
    ),
  ];
}

/** Everything that was ever stored; the profiles stay. */
export function eraseSteps(): readonly Step[] {
  const erase: Step['apply'] = (state) => {
    const forgotten = state.profiles.reduce(
      (before, { credentials }) => forgetToken(before, credentials),
      state,
    );
    return { state: { ...forgotten, secrets: {}, tokens: {} } };
  };
  return [{ apply: erase }];
}
