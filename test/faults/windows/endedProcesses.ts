import { promptly, type Scenario } from './scenario';
import type { Stage } from './stage';
import { waitUntil } from './waiting';
import type { WindowHandle } from './windowHandle';

export type Moment = 'before' | 'after';

const processes = 4;
/** ms */
const stale = 1_500;
/**
 * ms until another window has the lock of one that says nothing any more, and looks that are due in between. Then it renews.
 */
export const takeover = stale + 500;

const conditions = {
  processes,
  lifetime: 5_000,
  leadTime: 2_500,
  stale,
  longestDead: takeover + promptly(processes),
};

/** What is held, and when: a refresh, or an issue, which takes its place when the refresh did not succeed. */
interface Hold {
  readonly kind: 'refresh' | 'issue';
  readonly moment: Moment;
}

/**
 * Holds the next such call at Nomba.
 *
 * @returns the window that waits for the answer; it holds the lock.
 */
async function holdCall(stage: Stage, { kind, moment }: Hold): Promise<WindowHandle> {
  const { emulator } = stage;
  const former = emulator.calls.length;
  emulator.queueFault({ kind, type: 'hold', moment });
  const isHeld = (): boolean =>
    emulator.calls
      .slice(former)
      .some(({ fault, processed }) => fault === 'hold' && (processed || moment === 'before'));
  await waitUntil('a call is held', isHeld);
  return stage.lockHolder();
}

/** Kills the process that is renewing, and opens another window in its place. */
export async function killHolder(stage: Stage, hold: Hold): Promise<void> {
  const holder = await holdCall(stage, hold);
  await holder.kill();
  await stage.renewed();
  await stage.openWindows(1);
  await stage.settled();
}

/**
 * Killed before Nomba's work, the process leaves a token that the next window refreshes: one call more. After the work the refresh token is used up, and the
 * next one needs two calls, of which one is refused.
 */
const extraCallsOfKill: Readonly<Record<Moment, number>> = { before: 1, after: 2 };

export function killed({ long }: { readonly long: boolean }): Scenario {
  const round: readonly Moment[] = ['before', 'after'];
  const moments = Array.from({ length: long ? 12 : 2 }, () => round).flat();
  return {
    ...conditions,
    name: `killed while it renews, ${moments.length} times`,
    extraCalls: () => moments.reduce((sum, moment) => sum + extraCallsOfKill[moment], 0),
    play: async (stage) => {
      await stage.start();
      for (const moment of moments) {
        await killHolder(stage, { kind: 'refresh', moment });
      }
      return undefined;
    },
  };
}

/**
 * Stops the process that is renewing just before its request leaves, for longer than its lock lives. Its refresh token is used up by then; the refusal must
 * make it look at what another window has brought, not issue a token that ends that one.
 */
async function stopBeforeSending(stage: Stage): Promise<readonly string[]> {
  const windows = stage.living;
  await Promise.all(windows.map(async (window) => window.order('holdNextCall')));
  await waitUntil('a window is about to send', () => windows.some(({ isSending }) => isSending));
  const stopped = windows.find(({ isSending }) => isSending);
  const others = windows.filter((window) => window !== stopped);
  stopped?.stop();
  await Promise.all(others.map(async (window) => window.order('goOn')));
  await stage.renewed(others);
  const issues = (): number => stage.emulator.calls.filter(({ kind }) => kind === 'issue').length;
  const before = issues();
  stopped?.wake();
  await stopped?.order('goOn');
  await waitUntil('the woken window has ended its call', () => stopped?.latest?.state === 'fresh');
  await stage.settled();
  return issues() === before ? [] : ['the woken window has ended the session of the others'];
}

/**
 * Stops the process that is renewing while the answer is on its way, for longer than its lock lives. Its token has died by the time that it reads the answer:
 * where Nomba keeps one session, whoever stored that token would leave a dead one to everybody.
 */
export async function stopBeforeAnswer(
  stage: Stage,
  kind: Hold['kind'] = 'refresh',
): Promise<readonly string[]> {
  const stopped = await holdCall(stage, { kind, moment: 'after' });
  stopped.stop();
  const late = stage.watch.current;
  const others = stage.living.filter((window) => window !== stopped);
  stage.emulator.releaseHeld();
  await stage.renewed(others);
  stopped.wake();
  await stage.settled();
  const stored = await stage.storedToken();
  return [
    ...(stage.living.some(({ snapshots }) => snapshots.some(({ token }) => token === late))
      ? ['a window has taken the late token']
      : []),
    ...(stored === stage.watch.current ? [] : ['the stored token is not the living one']),
  ];
}

/** The one that was stopped before Nomba's work sends a refresh token that is used up; after it, the next window does, and issues. */
const extraCallsOfStop: Readonly<Record<Moment, number>> = { before: 1, after: 2 };

export function stoppedForLong({ long }: { readonly long: boolean }): readonly Scenario[] {
  const times = long ? 8 : 1;
  return [
    {
      ...conditions,
      name: 'stopped before it sends',
      extraCalls: () => times * extraCallsOfStop.before,
      play: async (stage) => {
        await stage.start();
        const problems: string[] = [];
        for (let time = 0; time < times; time += 1) {
          problems.push(...(await stopBeforeSending(stage)));
        }
        return problems;
      },
    },
    {
      ...conditions,
      name: 'stopped while the answer comes',
      extraCalls: () => times * extraCallsOfStop.after,
      play: async (stage) => {
        await stage.start();
        const problems: string[] = [];
        for (let time = 0; time < times; time += 1) {
          problems.push(...(await stopBeforeAnswer(stage)));
        }
        return problems;
      },
    },
  ];
}
