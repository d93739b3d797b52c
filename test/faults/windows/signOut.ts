import { Secret } from '../../../src/profiles/secret';
import { emulatorCredentials, type EmulatorClient } from '../../emulator/clients';
import type { Action } from './messages';
import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';
import { beforeTick, waitUntil } from './waiting';
import type { WindowHandle } from './windowHandle';

type SignOutAction = Extract<Action, 'revoke' | 'forget' | 'remove' | 'erase' | 'changeSecret'>;

interface Case {
  readonly action: SignOutAction;
  /** In the process that has a call in flight, or in another one. */
  readonly where: 'same' | 'another';
  /** In flight: a refresh, or the issue of the first token. */
  readonly call: 'refresh' | 'issue';
}

const actions: readonly SignOutAction[] = ['revoke', 'forget', 'remove', 'erase', 'changeSecret'];
const places: readonly Case['where'][] = ['same', 'another'];

const cases: readonly Case[] = [
  ...actions.flatMap((action) => places.map((where): Case => ({ action, where, call: 'refresh' }))),
  // A token that nobody has yet cannot be seen to be removed; its secret can, and a revocation waits for it.
  ...(['revoke', 'remove', 'erase', 'changeSecret'] as const).flatMap((action) =>
    places.map((where): Case => ({ action, where, call: 'issue' })),
  ),
];

const changed: EmulatorClient = {
  ...emulatorCredentials,
  clientSecret: 'test-secret-changed-0123456789abcdef',
};

const conditions = { processes: 3, lifetime: 30 * 60_000, leadTime: 5 * 60_000 };

/**
 * Whatever the user does while a call is in flight, the token that comes late ends up nowhere. Only another client secret is no sign-out: that token is kept, because
 * Nomba may have ended the one before, until the token of the new secret takes its place.
 */
export const signOut: Scenario = {
  ...conditions,
  name: `signed out during a call, ${cases.length} ways`,
  signsOut: true,
  longestDead: promptly(conditions.processes),
  calls: () => ({
    lifetimes: 0,
    expected: cases.reduce((sum, one) => sum + callsOf(one), 0),
    tolerance: 0,
  }),
  play: async (stage: Stage): Promise<readonly string[]> => {
    await stage.openWindows();
    const problems: string[] = [];
    for (const one of cases) {
      problems.push(...(await playCase(stage, one)));
    }
    return problems;
  },
};

/** The first token if there is one before, the call in flight, and what the user's own action asks of Nomba. */
function callsOf({ action, where, call }: Case): number {
  const before = call === 'refresh' ? 1 : 0;
  // There is nothing to revoke where the token that was to be the first never comes.
  const revokes = action === 'revoke' && (call === 'refresh' || where === 'another');
  return before + 1 + (revokes || action === 'changeSecret' ? 1 : 0);
}

async function playCase(stage: Stage, { action, where, call }: Case): Promise<readonly string[]> {
  const { emulator, windows } = stage;
  const [flying, other] = windows;
  if (flying === undefined || other === undefined) {
    throw new Error('There are no windows.');
  }
  await signedOutEverywhere(stage);
  if (call === 'refresh') {
    await flying.order('get');
    await stage.settled();
  }
  const before = new Set(tokensOf(stage));
  const seen = windows.map(({ snapshots }) => snapshots.length);

  emulator.queueFault({ kind: call, type: 'hold', moment: 'after' });
  const flight = flying.order(call === 'refresh' ? 'refresh' : 'get');
  await waitUntil('the call is held', () => emulator.waitingFaults.length === 0);
  await waitUntil('its work is done', () => emulator.calls.at(-1)?.processed === true);
  const late = tokensOf(stage).filter((token) => !before.has(token));
  if (action === 'changeSecret') {
    emulator.setClients([changed]);
  }
  const acted = (where === 'same' ? flying : other).order(action, { clientSecret: changed.clientSecret });
  // A revoke in another window waits for the call, and revokes its token.
  const revokesLate = action === 'revoke' && where === 'another';
  const keepsLate = revokesLate || action === 'changeSecret';
  if (!revokesLate) {
    await waitUntil(`${action} shows in the store`, async () => isDone(stage, action));
  }
  emulator.releaseHeld();
  const outcomes = { flight: await flight, acted: await acted };

  const title = `${action} in ${where === 'same' ? 'the same' : 'another'} process during ${call}`;
  const expected = { flight: keepsLate ? 'ok' : 'cancelled', acted: 'ok' };
  const problems = [...(await endProblems(stage, action))];
  if (outcomes.flight !== expected.flight || outcomes.acted !== expected.acted) {
    problems.push(`the call ended as ${outcomes.flight}, the action as ${outcomes.acted}`);
  }
  const held = windows.flatMap(({ snapshots }, number) =>
    snapshots.slice(seen[number]).map(({ token }) => token),
  );
  if (late.length !== 1) {
    problems.push(`${late.length} tokens came late`);
  }
  if (!keepsLate && late.some((token) => held.includes(token))) {
    problems.push('a window has held the late token');
  }
  emulator.setClients([emulatorCredentials]);
  return problems.map((problem) => `${title}: ${problem}`);
}

function tokensOf({ watch }: Stage): readonly string[] {
  return watch.turns.map(({ token }) => token);
}

async function isDone(stage: Stage, action: SignOutAction): Promise<boolean> {
  if (action === 'changeSecret') {
    const secret = await stage.storage().clientSecrets.read(stage.identity);
    return secret?.reveal() === changed.clientSecret;
  }
  const needsSecretGone = action === 'remove' || action === 'erase';
  const hasSecret = (await stage.storage().clientSecrets.read(stage.identity)) !== undefined;
  return (await stage.storedToken()) === undefined && !(needsSecretGone && hasSecret);
}

/** Without a token, or with the one of the new secret, in the store and in every window. */
async function endProblems(stage: Stage, action: SignOutAction): Promise<readonly string[]> {
  const isRight = (token: string | undefined): boolean =>
    action === 'changeSecret' ? token !== undefined && token === stage.watch.current : token === undefined;
  const isIdle = ({ latest }: WindowHandle): boolean =>
    isRight(latest?.token) && latest?.state !== 'refreshing';
  const problems: string[] = [];
  await waitUntil('every window is right', () => stage.windows.every(isIdle), beforeTick).catch(() =>
    problems.push('a window has a token that it should not have'),
  );
  if (!isRight(await stage.storedToken())) {
    problems.push('the store has a token that it should not have');
  }
  return problems;
}

/** As at the start: the secret is there, and no token. */
async function signedOutEverywhere(stage: Stage): Promise<void> {
  const { identity, windows } = stage;
  await windows[0]?.order('forget');
  await stage.storage().clientSecrets.write(identity, new Secret(emulatorCredentials.clientSecret));
  const hasNone = (): boolean => windows.every(({ latest }) => latest?.token === undefined);
  await waitUntil('every window is signed out', hasNone);
}
