import type { ModelProfile, ModelState } from './model';

export type StartName = 'empty' | 'signedOut' | 'signedIn' | 'production';

const sandbox: ModelProfile = { name: 'sandbox', credentials: 'A' };
const other: ModelProfile = { name: 'other', credentials: 'B' };
const live: ModelProfile = { name: 'live', credentials: 'P' };

const empty: ModelState = {
  profiles: [],
  chosen: undefined,
  secrets: {},
  tokens: {},
  sessions: {},
  failures: {},
  confirmed: undefined,
  issued: 0,
};

/** Where schedules start. */
export const startStates: Readonly<Record<StartName, ModelState>> = {
  empty,
  /** A profile with a secret and without a token. */
  signedOut: { ...empty, profiles: [sandbox], chosen: sandbox, secrets: { A: 'right' } },
  /** Two profiles with a token each. */
  signedIn: {
    ...empty,
    profiles: [sandbox, other],
    chosen: sandbox,
    secrets: { A: 'right', B: 'right' },
    tokens: { A: 1, B: 2 },
    sessions: { A: 1, B: 2 },
    issued: 2,
  },
  /** The window uses a production profile, whose token is not shared before a yes. There is no secret of it, so that nothing is ever sent. */
  production: {
    ...empty,
    profiles: [sandbox, live],
    chosen: live,
    secrets: { A: 'right' },
    tokens: { A: 1, P: 2 },
    sessions: { A: 1, P: 2 },
    issued: 2,
  },
};

export const startNames = Object.keys(startStates) as readonly StartName[];
