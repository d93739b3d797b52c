import { callNamed, calls, firstCalls } from './calls';
import type { RandomSource } from './randomSource';
import { startNames, type StartName } from './startStates';

/** Calls of commands, each some ms after the start. As JSON it is the line that is printed, and that `--schedule` takes. */
export interface Schedule {
  readonly start: StartName;
  readonly calls: readonly { readonly at: number; readonly name: string }[];
  /** For the calls to the emulator in order of arrival: ms until it works (`latency`), or between its work and its answer (`delay`). */
  readonly waits: readonly { readonly type: 'latency' | 'delay'; readonly ms: number }[];
}

/**
 * Every unordered pair of commands, a command with itself included, at the same moment.
 *
 * @param brief from the signed-in state only; else also from the signed-out one, where it makes a difference.
 */
export function pairsOfCommands(brief: boolean): readonly Schedule[] {
  const fromSignedIn = pairs('signedIn', firstCalls);
  if (brief) {
    return fromSignedIn;
  }
  return [
    ...fromSignedIn,
    ...pairs(
      'signedOut',
      firstCalls.filter(
        (name) => callNamed(name).steps.some(({ asks }) => asks) || /revoke|remove|erase/.test(name),
      ),
    ),
  ];
}

function pairs(start: StartName, names: readonly string[]): readonly Schedule[] {
  return names.flatMap((one, index) =>
    names.slice(index).map((other) => ({
      start,
      calls: [
        { at: 0, name: one },
        { at: 0, name: other },
      ],
      waits: [],
    })),
  );
}

/** Every way to call a command, alone, each from another start. */
export function singleCalls(random: RandomSource): readonly Schedule[] {
  const first = random.below(startNames.length);
  return [...calls.keys()].map((name, index) => ({
    start: startNames[(first + index) % startNames.length] ?? 'empty',
    calls: [{ at: 0, name }],
    waits: [],
  }));
}

/** Two to four calls within some 30 ms, while each answer of the emulator takes up to 30 ms. */
export function randomSchedule(random: RandomSource): Schedule {
  const names = [...calls.keys()];
  return {
    start: random.oneOf(startNames),
    calls: Array.from({ length: 2 + random.below(3) }, () => ({
      at: random.below(31),
      name: random.oneOf(names),
    })),
    waits: Array.from({ length: 8 }, () => ({
      type: random.oneOf(['latency', 'delay'] as const),
      ms: random.below(31),
    })),
  };
}
