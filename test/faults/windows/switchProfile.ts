import type { Identity } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import { emulatorCredentials, type EmulatorClient } from '../../emulator/clients';
import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';
import { beforeTick, waitUntil } from './waiting';
import type { WindowHandle } from './windowHandle';

interface Case {
  /** `switch` to another profile, which both have; or `edit` into another identity, after which the former one is nobody's. */
  readonly action: 'switch' | 'edit';
  /** In the process that has a call in flight, or in another one. */
  readonly where: 'same' | 'another';
  /** In flight: a refresh, or the issue of the first token. */
  readonly call: 'refresh' | 'issue';
}

const cases: readonly Case[] = (['switch', 'edit'] as const).flatMap((action) =>
  (['same', 'another'] as const).flatMap((where) =>
    (['refresh', 'issue'] as const).map((call): Case => ({ action, where, call })),
  ),
);

const otherClient: EmulatorClient = {
  ...emulatorCredentials,
  clientId: '33333333-4444-4555-8666-777777777777',
  clientSecret: 'test-secret-other-0123456789abcdef',
  accountId: '88888888-7777-4666-8555-444444444444',
};

const conditions = { processes: 3, lifetime: 30 * 60_000, leadTime: 5 * 60_000 };

/** What the windows, and the store, should have in the end: `late` is the token that was in flight, `other` the one of the profile that was gone over to. */
interface End {
  /** By window. */
  readonly windows: readonly ('late' | 'other')[];
  readonly stored: { readonly former: 'late' | 'none'; readonly other: 'other' };
}

/**
 * Whatever profile a window goes over to while a call for the former one is in flight, it gets the token of the new one at once, and the late token never counts as
 * that. After a switch the late token is kept for its own profile, which still exists; after an edit it is discarded, also by a window that has not yet heard of the edit.
 *
 * Seen to fail with one of these changes to the code:
 * - one key for all flights of a window, or one lock for all identities: who asks for the other profile's token waits for the call.
 * - the identity key without the client id and the account id: the client secret of the one is sent for the other.
 * - the secret that was removed during the call not noticed: edit in another process during an issue; nor the token: during a refresh, too.
 * - the same, and `forget` does not end the calls that are under way: edit in the same process, too.
 * - a look into the store that ends late counts: every tenth run (a window has the token again that was removed a moment before).
 */
export const switchProfile: Scenario = {
  ...conditions,
  name: `another profile during a call, ${cases.length} ways`,
  signsOut: true,
  longestDead: promptly(conditions.processes),
  calls: () => ({
    lifetimes: 0,
    // The first token if there is one before, the call in flight, and the token of the other profile.
    expected: cases.reduce((sum, { call }) => sum + (call === 'refresh' ? 3 : 2), 0),
    tolerance: 0,
  }),
  play: async (stage: Stage): Promise<readonly string[]> => {
    stage.emulator.setClients([emulatorCredentials, otherClient]);
    await stage.openWindows();
    const problems: string[] = [];
    for (const one of cases) {
      problems.push(...(await playCase(stage, one)));
    }
    return problems;
  },
};

async function playCase(stage: Stage, { action, where, call }: Case): Promise<readonly string[]> {
  const { emulator, windows, watch } = stage;
  const [flying, neighbour] = windows;
  if (flying === undefined || neighbour === undefined) {
    throw new Error('There are no windows.');
  }
  const acting = where === 'same' ? flying : neighbour;
  const other = otherIdentity(stage);
  await asAtTheStart(stage, action);
  if (call === 'refresh') {
    await flying.order('get');
    await stage.settled();
  }
  const seen = windows.map(({ snapshots }) => snapshots.length);

  const former = watch.current;
  emulator.queueFault({ kind: call, type: 'hold', moment: 'after' });
  const flight = flying.orderToken(call === 'refresh' ? 'refresh' : 'get');
  await waitUntil('the call is held, and its work is done', () => watch.current !== former);
  const late = watch.current;
  // While the call is held: nobody who wants the other profile's token has to wait for it.
  const moved = await acting.orderToken(action, { identity: other, clientSecret: otherClient.clientSecret });
  const given = action === 'edit' ? moved : await acting.orderToken('get');
  emulator.releaseHeld();
  const flown = await flight;
  if (action === 'edit') {
    // The others hear of it only now.
    await Promise.all(windows.map(async (window) => window.order('switch', { identity: other })));
  }

  const otherToken = watch.currentOf(otherClient.clientId);
  const names = new Map([
    [late, 'late'],
    [otherToken, 'other'],
    [undefined, 'none'],
  ]);
  const nameOf = (token: string | undefined): string => names.get(token) ?? 'another';
  const problems: string[] = [];
  const check = (what: string, actual: unknown, expected: unknown): void => {
    const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== should) {
      problems.push(`${what}: ${is} instead of ${should}`);
    }
  };
  check('asked for', [moved.outcome, given.outcome, nameOf(given.token)], ['ok', 'ok', 'other']);
  check(
    'in flight',
    [flown.outcome, nameOf(flown.token)],
    action === 'switch' ? ['ok', 'late'] : ['cancelled', 'none'],
  );
  problems.push(...(await endProblems(stage, expectedEnd(stage, action, acting), nameOf)));
  const shown = windows.flatMap(({ snapshots }, number) => snapshots.slice(seen[number]));
  const wrong = shown.filter(({ clientId, token }) => {
    const name = nameOf(token);
    return clientId === otherClient.clientId ? name !== 'other' && name !== 'none' : name === 'other';
  });
  check(
    'shown for the wrong profile',
    wrong.map(({ token }) => nameOf(token)),
    [],
  );
  if (action === 'edit') {
    check('late tokens shown', shown.filter(({ token }) => token === late).length, 0);
  }
  const title = `${action} in ${where === 'same' ? 'the same' : 'another'} process during ${call}`;
  return problems.map((problem) => `${title}: ${problem}`);
}

function otherIdentity({ emulator }: Stage): Identity {
  const { clientId, accountId } = otherClient;
  return { baseUrl: emulator.baseUrl, clientId, accountId };
}

function expectedEnd({ windows }: Stage, action: Case['action'], acting: WindowHandle): End {
  return action === 'edit'
    ? { windows: windows.map(() => 'other'), stored: { former: 'none', other: 'other' } }
    : {
        windows: windows.map((window) => (window === acting ? 'other' : 'late')),
        stored: { former: 'late', other: 'other' },
      };
}

async function endProblems(
  stage: Stage,
  expected: End,
  nameOf: (token: string | undefined) => string,
): Promise<readonly string[]> {
  const inWindows = (): string => stage.windows.map(({ latest }) => nameOf(latest?.token)).join(', ');
  const isIdle = ({ latest }: WindowHandle): boolean => latest?.state !== 'refreshing';
  const problems: string[] = [];
  await waitUntil(
    'every window is right',
    () => inWindows() === expected.windows.join(', ') && stage.windows.every(isIdle),
    beforeTick,
  ).catch(() => problems.push(`the windows have ${inWindows()} instead of ${expected.windows.join(', ')}`));
  const stored = {
    former: nameOf(await stage.storedToken()),
    other: nameOf(await stage.storedToken(otherIdentity(stage))),
  };
  if (stored.former !== expected.stored.former || stored.other !== expected.stored.other) {
    problems.push(`the store has ${stored.former} for the former identity, ${stored.other} for the other`);
  }
  return problems;
}

/** Every window has the first profile, and nobody a token; there is a second profile, or its client secret has yet to come. */
async function asAtTheStart(stage: Stage, action: Case['action']): Promise<void> {
  const { identity, windows } = stage;
  const other = otherIdentity(stage);
  for (const next of [other, identity]) {
    await Promise.all(windows.map(async (window) => window.order('switch', { identity: next })));
    await windows[0]?.order('forget');
    const hasNone = (): boolean =>
      windows.every(({ latest }) => latest?.clientId === next.clientId && latest.token === undefined);
    await waitUntil('every window is signed out', hasNone);
  }
  const { clientSecrets } = stage.storage();
  await clientSecrets.write(identity, new Secret(emulatorCredentials.clientSecret));
  await (action === 'switch'
    ? clientSecrets.write(other, new Secret(otherClient.clientSecret))
    : clientSecrets.remove(other));
}
