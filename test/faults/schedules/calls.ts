import type { CommandId, Commands } from '../../../src/contributions';
import { clientOf, profileOf, wrongSecret, type Cast, type CredentialsName } from './cast';
import { findProfile, type ModelState } from './model';
import {
  addSteps,
  editSteps,
  eraseSteps,
  giveTokenSteps,
  issueSteps,
  refreshSteps,
  removeSteps,
  revokeSteps,
  setSecretSteps,
  shareSteps,
  switchSteps,
  useTokenSteps,
  type Step,
} from './steps';

/** One way to call a command, and what it does to the model. */
export interface Call {
  readonly command: CommandId;
  readonly argument: (cast: Cast) => unknown;
  readonly steps: readonly Step[];
}

interface Variant<Id extends CommandId> {
  readonly argument: (cast: Cast) => Commands[Id]['argument'] | undefined;
  readonly steps: readonly Step[];
}

/** Changes nothing: it shows something, or writes into the editor. */
const nothing: readonly Step[] = [];

const none = (): undefined => undefined;

/**
 * Every command, with the ways in which schedules call it; the first one stands for it in the pairs. That a command which is added later has an entry
 * here is up to the compiler.
 */
const variants: { readonly [Id in CommandId]: Readonly<Record<string, Variant<Id>>> } = {
  'nomba.addProfile': {
    third: {
      argument: (cast) => added(cast, 'third', 'C'),
      steps: addSteps({ name: 'third', credentials: 'C' }, 'right'),
    },
    thirdWrong: {
      argument: (cast) => ({ ...added(cast, 'third', 'C'), clientSecret: wrongSecret }),
      steps: addSteps({ name: 'third', credentials: 'C' }, 'wrong'),
    },
    again: {
      argument: (cast) => added(cast, 'again', 'A'),
      steps: addSteps({ name: 'again', credentials: 'A' }, 'right'),
    },
    againWrong: {
      argument: (cast) => ({ ...added(cast, 'again', 'A'), clientSecret: wrongSecret }),
      steps: addSteps({ name: 'again', credentials: 'A' }, 'wrong'),
    },
    sandbox: {
      argument: (cast) => added(cast, 'sandbox', 'C'),
      steps: addSteps({ name: 'sandbox', credentials: 'C' }, 'right'),
    },
  },
  'nomba.editProfile': {
    rename: {
      argument: () => ({ profile: 'sandbox', name: 'renamed' }),
      steps: editSteps('sandbox', { name: 'renamed' }),
    },
    move: {
      argument: ({ number }) => {
        const { clientId, accountId, clientSecret } = clientOf(number, 'C');
        return { profile: 'sandbox', clientId, accountId, clientSecret };
      },
      steps: editSteps('sandbox', { credentials: 'C' }),
    },
    renameOther: {
      argument: () => ({ profile: 'other', name: 'renamed' }),
      steps: editSteps('other', { name: 'renamed' }),
    },
  },
  'nomba.removeProfile': {
    sandbox: { argument: () => ({ profile: 'sandbox' }), steps: removeSteps('sandbox') },
    other: { argument: () => ({ profile: 'other' }), steps: removeSteps('other') },
  },
  'nomba.switchProfile': {
    other: { argument: () => ({ profile: 'other' }), steps: switchSteps('other') },
    sandbox: { argument: () => ({ profile: 'sandbox' }), steps: switchSteps('sandbox') },
  },
  'nomba.setClientSecret': {
    right: {
      argument: ({ number }) => ({ profile: 'sandbox', clientSecret: clientOf(number, 'A').clientSecret }),
      steps: setSecretSteps('sandbox', 'A'),
    },
    wrong: {
      argument: () => ({ profile: 'sandbox', clientSecret: wrongSecret }),
      steps: setSecretSteps('sandbox', undefined),
    },
    otherRight: {
      argument: ({ number }) => ({ profile: 'other', clientSecret: clientOf(number, 'B').clientSecret }),
      steps: setSecretSteps('other', 'B'),
    },
  },
  'nomba.importFromEnvFile': {
    file: {
      argument: ({ envFile }) => ({ uri: envFile }),
      steps: addSteps((state) => ({ name: importedName(state), credentials: 'C' }), 'right'),
    },
  },
  'nomba.issueToken': {
    force: { argument: () => ({ profile: 'sandbox', force: true }), steps: issueSteps('sandbox', true) },
    keep: { argument: () => ({ profile: 'sandbox' }), steps: issueSteps('sandbox', false) },
    active: { argument: () => ({}), steps: issueSteps(undefined, false) },
  },
  'nomba.refreshToken': {
    sandbox: { argument: () => ({ profile: 'sandbox' }), steps: refreshSteps('sandbox') },
    active: { argument: () => ({}), steps: refreshSteps(undefined) },
  },
  'nomba.revokeToken': {
    sandbox: { argument: () => ({ profile: 'sandbox', confirm: true }), steps: revokeSteps('sandbox') },
    other: { argument: () => ({ profile: 'other', confirm: true }), steps: revokeSteps('other') },
  },
  'nomba.copyAccessToken': { active: { argument: () => ({}), steps: useTokenSteps(undefined) } },
  'nomba.copyAuthorizationHeader': {
    sandbox: { argument: () => ({ profile: 'sandbox' }), steps: useTokenSteps('sandbox') },
  },
  'nomba.newRequestFile': { balance: { argument: () => ({ template: 'account-balance' }), steps: nothing } },
  'nomba.insertBearerToken': { reference: { argument: () => ({ style: 'reference' }), steps: nothing } },
  'nomba.sendRequest': { active: { argument: none, steps: nothing } },
  'nomba.inspectToken': { active: { argument: () => ({}), steps: nothing } },
  'nomba.scanWorkspace': { all: { argument: none, steps: nothing } },
  'nomba.shareProductionToken': { active: { argument: none, steps: shareSteps() } },
  // Files are no part of the model; these are refused.
  'nomba.syncEnvFile': { elsewhere: { argument: () => ({ uri: 'file:///invented/.env' }), steps: nothing } },
  'nomba.stopSyncingEnvFile': {
    elsewhere: { argument: () => ({ uri: 'file:///invented/.env' }), steps: nothing },
  },
  'nomba.doctor': { report: { argument: none, steps: nothing } },
  'nomba.showMenu': { menu: { argument: none, steps: nothing } },
  'nomba.showLog': { log: { argument: none, steps: nothing } },
  'nomba.eraseAllSecrets': { all: { argument: () => ({ confirm: true }), steps: eraseSteps() } },
  'nomba.getAccessToken': {
    sandbox: { argument: () => ({ profile: 'sandbox' }), steps: giveTokenSteps('sandbox') },
    active: { argument: () => ({}), steps: giveTokenSteps(undefined) },
  },
};

/** All calls by name: `issueToken.force`. */
export const calls: ReadonlyMap<string, Call> = new Map(
  Object.entries(variants).flatMap(([id, ways]) =>
    Object.entries(ways).map(
      ([way, variant]) =>
        [`${id.slice('nomba.'.length)}.${way}`, { command: id as CommandId, ...variant }] as const,
    ),
  ),
);

/** The first way to call each command. */
export const firstCalls: readonly string[] = Object.keys(variants).map((id) => {
  const [first] = [...calls].filter(([, { command }]) => command === id);
  if (first === undefined) {
    throw new Error(`There is no way to call ${id}.`);
  }
  return first[0];
});

/** @throws Error for a name that no call has. */
export function callNamed(name: string): Call {
  const call = calls.get(name);
  if (call === undefined) {
    throw new Error(`There is no call ${name}.`);
  }
  return call;
}

function added(
  cast: Cast,
  name: string,
  credentials: CredentialsName,
): Commands['nomba.addProfile']['argument'] {
  return {
    ...profileOf(cast, name, credentials),
    clientSecret: clientOf(cast.number, credentials).clientSecret,
  };
}

/** The name that an imported profile gets. */
function importedName(state: ModelState): string {
  let name = 'custom';
  for (let number = 2; findProfile(state, name) !== undefined; number += 1) {
    name = `custom ${number}`;
  }
  return name;
}
