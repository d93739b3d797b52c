import { endedLifetimes, periodOf } from './figures';
import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';
import { waitUntil } from './waiting';

const conditions = { processes: 2, lifetime: 4_000, leadTime: 1_000, separateStores: true };

const period = periodOf(conditions.lifetime, conditions.leadTime);

/**
 * Each window signs in for itself, as in a browser without a keyring, and so ends the session of the other. That cannot be helped; but each gets a living token at
 * its next renewal, by a refresh that is refused and an issue, or when its user asks.
 */
export function separateStores({ long }: { readonly long: boolean }): readonly Scenario[] {
  let hasAskedBeforeDue = true;
  return [
    {
      ...conditions,
      name: 'stores not shared',
      longestDead: period + promptly(conditions.processes),
      calls: (stage) => {
        const lifetimes = endedLifetimes(stage.watch.turns, stage.histories(), period);
        // A call for each start; for each renewal, and for the user, a refresh that is refused, and an issue.
        const renewals = lifetimes + (hasAskedBeforeDue ? 1 : 0);
        return { lifetimes, expected: conditions.processes + 2 * renewals, tolerance: 1 };
      },
      play: async (stage) => {
        const [first, second] = await stage.openWindows();
        await first?.order('get');
        await second?.order('get');
        const tokens = (): number => stage.watch.turns.length;
        await waitUntil('each has renewed several times', () => tokens() >= (long ? 40 : 8), 120_000);
        const { problems, wasDue } = await recoverByUser(stage);
        hasAskedBeforeDue = !wasDue;
        return problems;
      },
    },
  ];
}

/**
 * Whichever window has the dead token gets a living one at once when its user asks for another. `wasDue`: on a busy machine that may be so late that it is the renewal,
 * too, and counts as one.
 */
async function recoverByUser(
  stage: Stage,
): Promise<{ readonly problems: readonly string[]; readonly wasDue: boolean }> {
  const { windows, watch } = stage;
  const hasDead = (): boolean => windows.some(({ latest }) => latest?.token !== watch.current);
  await waitUntil('one of them has a dead token', hasDead);
  const victim = windows.findIndex(({ latest }) => latest?.token !== watch.current);
  const lifetimesOfVictim = (): number =>
    endedLifetimes(watch.turns, stage.histories().slice(victim, victim + 1), period);
  const before = lifetimesOfVictim();
  const outcome = await windows[victim]?.order('refresh');
  const hasRecovered = outcome === 'ok' && windows[victim]?.latest?.token === watch.current;
  return {
    problems: hasRecovered ? [] : ['a window did not recover when its user asked'],
    wasDue: lifetimesOfVictim() > before,
  };
}
