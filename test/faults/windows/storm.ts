import { setTimeout as pause } from 'node:timers/promises';
import { killHolder, stopBeforeAnswer, takeover } from './endedProcesses';
import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';

/** ms for which it goes on. */
const duration = 8 * 60_000;
/** ms */
const lifetimes = [5_000, 8_000, 12_000, 20_000] as const;
/** ms */
const requestTimeout = 3_000;
const losses = ['none', 'reset', 'silence'] as const;
const endings = ['killed before', 'killed after', 'stopped', 'none'] as const;

/** Lost answers, kills and stops, alone and one on top of the other, at moments that chance decides, while the lifetime changes. */
export function storm(seed: number): Scenario {
  const random = randomNumbers(seed);
  const oneOf = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0];
  let extraCalls = 0;
  const playRound = async (stage: Stage): Promise<readonly string[]> => {
    await pause(2_000 * random());
    stage.emulator.setOptions({ lifetimeMs: oneOf(lifetimes) });
    const loss = oneOf(losses);
    const ending = oneOf(endings);
    if (loss !== 'none') {
      stage.emulator.queueFault({ kind: 'refresh', type: loss, moment: 'after' });
    }
    extraCalls += loss === 'none' ? extraCallsOf[ending] : extraCallsAfterLoss[ending];
    // A lost refresh is followed by an issue, and that one is held.
    const kind = loss === 'none' ? 'refresh' : 'issue';
    switch (ending) {
      case 'killed before':
        await killHolder(stage, { kind, moment: 'before' });
        return [];
      case 'killed after':
        await killHolder(stage, { kind, moment: 'after' });
        return [];
      case 'stopped':
        return stopBeforeAnswer(stage, kind);
      case 'none':
        await stage.renewed();
        return [];
    }
  };
  return {
    name: `storm, seed ${seed}`,
    processes: 5,
    lifetime: 5_000,
    leadTime: 4_000,
    requestTimeout,
    stale: 1_500,
    events: ['prompt', 'late', 'never'],
    longestDead: requestTimeout + takeover + promptly(5),
    extraCalls: () => extraCalls,
    play: async (stage) => {
      const end = Date.now() + duration;
      await stage.start();
      const problems: string[] = [];
      while (Date.now() < end && problems.length === 0) {
        problems.push(...(await playRound(stage)));
      }
      return problems;
    },
  };
}

type Ending = (typeof endings)[number];

const extraCallsOf: Readonly<Record<Ending, number>> = {
  'killed before': 1,
  // A refresh that is refused, and an issue.
  'killed after': 2,
  stopped: 2,
  none: 0,
};

/** The refresh was lost, the issue held; whoever is next knows that the refresh token may be used up, and issues at once. */
const extraCallsAfterLoss: Readonly<Record<Ending, number>> = {
  'killed before': 2,
  'killed after': 2,
  stopped: 2,
  none: 1,
};

/** Mulberry32: numbers from 0 up to, and without, 1, the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
