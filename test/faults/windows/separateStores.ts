import { endedLifetimes, periodOf } from './figures';
import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';
import { waitUntil } from './waiting';

const conditions = { processes: 2, lifetime: 4_000, leadTime: 1_000, separateStores: true };

/**
 * Each window signs in for itself, as in a browser without a keyring, and so ends the session of the other. That cannot be helped; but each gets a living token at
 * its next renewal, by a refresh that is refused and an issue, or when its user asks.
 */
export function separateStores({ long }: { readonly long: boolean }): readonly Scenario[] {
  const period = periodOf(conditions.lifetime, conditions.leadTime);
  return [
    {
      ...conditions,
      name: 'stores not shared',
      longestDead: period + promptly(conditions.processes),
      calls: (stage) => {
        const lifetimes = endedLifetimes(stage.watch.turns, stage.histories(), period);
        // A call for each start; for each renewal, and for the user, a refresh that is refused, and an issue.
        return { lifetimes, expected: conditions.processes + 2 * lifetimes + 2, tolerance: 1 };
      },
      play: async (stage) => {
        const [first, second] = await stage.openWindows();
        await first?.order('get');
        await second?.order('get');
        const tokens = (): number => stage.watch.turns.length;
        await waitUntil('each has renewed several times', () => tokens() >= (long ? 40 : 8), 120_000);
        return recoverByUser(stage);
      },
    },
  ];
}

/** Whichever window has the dead token gets a living one at once when its user asks for another. */
async function recoverByUser(stage: Stage): Promise<readonly string[]> {
  const { windows, watch } = stage;
  const hasDead = (): boolean => windows.some(({ latest }) => latest?.token !== watch.current);
  await waitUntil('one of them has a dead token', hasDead);
  const victim = windows.find(({ latest }) => latest?.token !== watch.current);
  const outcome = await victim?.order('refresh');
  return outcome === 'ok' && victim?.latest?.token === watch.current
    ? []
    : ['a window did not recover when its user asked'];
}
