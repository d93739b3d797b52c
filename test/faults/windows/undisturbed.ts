import { setTimeout as pause } from 'node:timers/promises';
import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';
import { waitUntil } from './waiting';

interface Length {
  readonly long: boolean;
}

/** Lets so many ms of renewals pass, and waits until every window has the last token. */
async function letPass(stage: Stage, ms: number): Promise<undefined> {
  await stage.start();
  await pause(ms);
  await stage.settled();
}

/** Nothing goes wrong, and nobody is told of anything in an unusual way. */
export function calm({ long }: Length): readonly Scenario[] {
  const short = [
    { processes: 2, lifetime: 2_500, leadTime: 1_000, ms: 7_000 },
    { processes: 5, lifetime: 3_000, leadTime: 1_000, ms: 9_000 },
    { processes: 20, lifetime: 6_000, leadTime: 1_500, ms: 14_000 },
  ];
  const soak = [
    { processes: 2, lifetime: 4_000, leadTime: 1_000, ms: 60_000 },
    { processes: 5, lifetime: 7_000, leadTime: 3_000, ms: 120_000 },
    { processes: 20, lifetime: 15_000, leadTime: 5_000, ms: 240_000 },
    { processes: 5, lifetime: 75_000, leadTime: 15_000, ms: 200_000 },
  ];
  return (long ? soak : short).map(({ ms, ...conditions }) => ({
    ...conditions,
    name: 'calm',
    longestDead: promptly(conditions.processes),
    play: async (stage) => letPass(stage, ms),
  }));
}

/** Every fifth answer is lost after Nomba has done the work: its refresh token is used up, and its former token dead. */
export function lostReplies({ long }: Length): readonly Scenario[] {
  const conditions = { processes: 4, lifetime: 2_500, leadTime: 1_000, stale: 10_000 };
  const lossesOf = (stage: Stage): number =>
    stage.emulator.calls.filter(({ fault, processed }) => fault !== undefined && processed).length;
  return [
    {
      ...conditions,
      name: '20 % of the replies lost, by a reset',
      longestDead: promptly(conditions.processes),
      // The loss is known at once; one more call brings a token.
      extraCalls: lossesOf,
      play: async (stage) => {
        stage.emulator.queueFault({ type: 'reset', moment: 'after', every: 5, count: 'always' });
        return letPass(stage, long ? 90_000 : 13_000);
      },
    },
    {
      ...conditions,
      requestTimeout: 4_000,
      name: '20 % of the replies lost, by silence',
      longestDead: 4_000 + promptly(conditions.processes),
      extraCalls: lossesOf,
      play: async (stage) => {
        stage.emulator.queueFault({ type: 'silence', moment: 'after', every: 5, count: 'always' });
        return letPass(stage, long ? 90_000 : 15_000);
      },
    },
  ];
}

/** The store tells of changes late, twice or never. */
export function unreliableEvents({ long }: Length): readonly Scenario[] {
  const conditions = { processes: 6, lifetime: 3_000, leadTime: 1_000 };
  return [
    {
      ...conditions,
      name: 'events late, twice, never',
      events: ['late', 'twice', 'never'],
      longestDead: promptly(conditions.processes),
      play: async (stage) => letPass(stage, long ? 90_000 : 9_000),
    },
    {
      ...conditions,
      name: 'events never',
      events: ['never'],
      longestDead: promptly(conditions.processes),
      play: async (stage) => letPass(stage, long ? 90_000 : 9_000),
    },
  ];
}

/** ms: the longest time between two ticks of the scheduler. */
const tick = 30_000;

/** A token that lives for long is replaced or revoked, and nobody is told: only the tick can make the other windows look. */
export function unheardOf(): readonly Scenario[] {
  const conditions: Omit<Scenario, 'name' | 'play'> = {
    processes: 3,
    lifetime: 30 * 60_000,
    leadTime: 5 * 60_000,
    events: ['never'],
    longestDead: tick + promptly(3),
    // What the user does is one call.
    extraCalls: () => 1,
  };
  return [
    {
      ...conditions,
      name: 'refreshed by the user, no events',
      play: async (stage): Promise<readonly string[]> => {
        await stage.start();
        const [refreshing, asking] = stage.windows;
        await refreshing?.order('refresh');
        await asking?.order('get');
        const problems = stage.agree(stage.windows.slice(0, 2)) ? [] : ['whoever asked got a dead token'];
        await stage.settled(stage.windows, tick + promptly(3));
        return problems;
      },
    },
    {
      ...conditions,
      name: 'revoked by the user, no events',
      signsOut: true,
      play: async (stage): Promise<undefined> => {
        await stage.start();
        await stage.windows[0]?.order('revoke');
        const isSignedOut = (): boolean => stage.windows.every(({ latest }) => latest?.state === 'signedOut');
        await waitUntil('every window is signed out', isSignedOut, tick + promptly(3));
      },
    },
  ];
}
