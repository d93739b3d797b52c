import { setTimeout as delay } from 'node:timers/promises';
import { format, isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { CommandId } from '../../../src/contributions';
import { isTokenError } from '../../../src/tokens/tokenError';
import { isRefusal } from '../../../src/vscode/refusal';
import { executeWith } from '../../integration/extension';
import { newMessages } from '../../integration/messages';
import { callNamed, type Call } from './calls';
import { credentialsNames, type Cast } from './cast';
import { endStateOf, type EndState } from './endState';
import { locks, observe } from './observe';
import { explain, inOrder } from './orders';
import type { Schedule } from './schedule';
import { clearStage, setStage } from './stage';
import { startStates } from './startStates';
import type { TestWindow } from './testWindow';

/** ms. Longer than any command can take here; whatever needs more hangs. */
const patience = 5_000;

/** The commands that wait until the user closes what they show. */
const opening: readonly CommandId[] = ['nomba.inspectToken', 'nomba.showMenu'];

/** ms between two looks whether something is to be closed. */
const lookInterval = 20;

export interface Played {
  /** What is wrong; nothing when all is well. */
  readonly findings: readonly string[];
  /** Whether it takes an order of steps, not only one of whole commands, to explain the end state. */
  readonly bySteps: boolean;
}

/** Runs the calls of a schedule at their moments, and holds the end state to the model. */
export async function playTogether(window: TestWindow, cast: Cast, schedule: Schedule): Promise<Played> {
  await setStage(window, cast, schedule);
  const calls = schedule.calls.map(({ name }) => callNamed(name));
  const findings = await settle(
    schedule.calls.map(async ({ at, name }) => {
      await (at > 0 && delay(at));
      await start(callNamed(name), cast);
    }),
    calls,
  );
  const { actual, invariants } = await look(window, cast);
  // Seen to find: changes of profiles that do not wait for each other, and variables that are not cleared after a revoke.
  const explanation = explain(startStates[schedule.start], calls, actual);
  const surprise =
    explanation === undefined
      ? [`No order gives this end state: ${difference(schedule, calls, actual)}`]
      : [];
  return { findings: [...findings, ...invariants, ...surprise], bySteps: explanation === 'steps' };
}

/** Runs the calls one after the other: what comes of it must be exactly what the model says. */
export async function playInTurn(window: TestWindow, cast: Cast, schedule: Schedule): Promise<Played> {
  await setStage(window, cast, schedule);
  const calls = schedule.calls.map(({ name }) => callNamed(name));
  const findings: string[] = [];
  for (const call of calls) {
    findings.push(...(await settle([start(call, cast)], [call])));
  }
  const { actual, invariants } = await look(window, cast);
  const expected = endStateOf(inOrder(startStates[schedule.start], calls));
  const surprise = isDeepStrictEqual(actual, expected)
    ? []
    : [`The model is wrong: ${difference(schedule, calls, actual)}`];
  return { findings: [...findings, ...invariants, ...surprise], bySteps: false };
}

/**
 * Only `nomba.getAccessToken` rejects, where there is no token to be had: of any other, VS Code would tell the user in its own words. Seen to find a
 * registration that passes every refusal on.
 */
async function start({ command, argument }: Call, cast: Cast): Promise<void> {
  try {
    await executeWith(command, argument(cast));
  } catch (error) {
    if (command !== 'nomba.getAccessToken' || !(isRefusal(error) || isTokenError(error))) {
      throw error;
    }
  }
}

/** Waits for the commands, closes what they open, and tells what went wrong with them. */
async function settle(running: readonly Promise<void>[], calls: readonly Call[]): Promise<readonly string[]> {
  const ended = Promise.allSettled(running);
  const opens = calls.some(({ command }) => opening.includes(command));
  const deadline = Date.now() + patience;
  let results = await Promise.race([ended, delay(opens ? lookInterval : patience, undefined)]);
  while (results === undefined && Date.now() < deadline) {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    results = await Promise.race([ended, delay(lookInterval, undefined)]);
  }
  if (results === undefined) {
    // Seen to find: an `inspectToken` that never returns.
    return ['A command does not come to its end.'];
  }
  return results.flatMap((result) =>
    result.status === 'fulfilled' ? [] : [`A command was rejected: ${format(result.reason)}`],
  );
}

async function look(
  window: TestWindow,
  cast: Cast,
): Promise<{ readonly actual: EndState; readonly invariants: readonly string[] }> {
  const deadline = Date.now() + patience;
  while ((await locks(window)).length > 0 && Date.now() < deadline) {
    await delay(5);
  }
  const held = await locks(window);
  const { end: actual, unindexed } = await observe(window, cast);
  await clearStage(window, cast, actual);
  const defects = newMessages().filter(({ text }) => text.includes('Something went wrong'));
  const unused = credentialsNames.filter((of) => {
    const { secret, token } = actual.credentials[of];
    const isUsed = actual.profiles.some((profile) => profile.endsWith(` ${of}`));
    return !isUsed && (secret !== 'none' || token !== 'none');
  });
  return {
    actual,
    invariants: [
      // Seen to find: a lock that is not released.
      ...held.map(() => 'A lock is still held.'),
      // Seen to find: changes that do not wait for each other, with `setClientSecret` beside `eraseAllSecrets`.
      ...unindexed.map((of) => `What is stored for ${of} is not in the index of secrets.`),
      // Seen to find: a `copyAccessToken` that throws a TypeError.
      ...defects.map(({ text }) => `The user reads: ${text}`),
      // Seen to find: a removal that keeps the secret, and one that does not end a call under way, whose token is stored late.
      ...unused.map((of) => `No profile has ${of}, but something of it is stored.`),
    ],
  };
}

/** The end state beside the one that the calls give in the order in which they are written. */
function difference(schedule: Schedule, calls: readonly Call[], actual: EndState): string {
  const written = endStateOf(inOrder(startStates[schedule.start], calls));
  return `${JSON.stringify(actual)}; in turn it would be ${JSON.stringify(written)}`;
}
