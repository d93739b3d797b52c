import { isDeepStrictEqual } from 'node:util';
import type { Call } from './calls';
import { credentialsNames } from './cast';
import { endStateOf, type EndState } from './endState';
import type { ModelState } from './model';
import type { SavedSecret, Step } from './steps';

/** A moment between two steps of one way to interleave the calls. */
interface Moment {
  readonly state: ModelState;
  /** How many steps of each call are done. */
  readonly done: readonly number[];
  readonly saved: readonly (SavedSecret | undefined)[];
}

/** How far the model has to go to explain an end state. */
export type Explanation = 'order' | 'steps' | undefined;

/**
 * Whether some order of the calls gives the end state (`order`). Else whether some order of their steps does (`steps`): saving a profile and checking its credentials
 * with Nomba are two steps, since nobody is to wait for a check of another profile; and a check or another call to Nomba that a sign-out or a new secret has
 * ended counts as not made, or as one whose answer was thrown away. Such an answer may leave a session at Nomba that nobody knows, but never a dead token here.
 */
export function explain(start: ModelState, calls: readonly Call[], actual: EndState): Explanation {
  if (permutations(calls).some((order) => isDeepStrictEqual(endStateOf(inOrder(start, order)), actual))) {
    return 'order';
  }
  const byStep = interleavings(start, calls).map(endStateOf);
  const isDead = Object.values(actual.credentials).some(({ token }) => token === 'dead');
  return !isDead && byStep.some((expected) => isDeepStrictEqual(expected, actual)) ? 'steps' : undefined;
}

/** One after the other. */
export function inOrder(start: ModelState, order: readonly Call[]): ModelState {
  return order.reduce((state, { steps }) => {
    let saved: SavedSecret | undefined;
    return steps.reduce((before, step) => {
      const result = step.apply(before, saved);
      saved = result.saved;
      return result.state;
    }, state);
  }, start);
}

function permutations(calls: readonly Call[]): readonly (readonly Call[])[] {
  if (calls.length <= 1) {
    return [calls];
  }
  return calls.flatMap((first, index) =>
    permutations(calls.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}

function interleavings(start: ModelState, calls: readonly Call[]): readonly ModelState[] {
  let moments: readonly Moment[] = [
    { state: start, done: calls.map(() => 0), saved: calls.map(() => undefined) },
  ];
  const steps = calls.reduce((sum, call) => sum + call.steps.length, 0);
  for (let taken = 0; taken < steps; taken += 1) {
    const next = new Map<string, Moment>();
    for (const moment of moments.flatMap((before) => following(before, calls))) {
      next.set(JSON.stringify(moment), moment);
    }
    moments = [...next.values()];
  }
  return moments.map(({ state }) => state);
}

function following(moment: Moment, calls: readonly Call[]): readonly Moment[] {
  return calls.flatMap(({ steps }, index) => {
    const step = steps[moment.done[index] ?? 0];
    if (step === undefined) {
      return [];
    }
    const done = moment.done.map((count, other) => (other === index ? count + 1 : count));
    return outcomes(step, moment.state, moment.saved[index]).map(({ state, saved }) => ({
      state,
      done,
      saved: moment.saved.map((others, other) => (other === index ? saved : others)),
    }));
  });
}

function outcomes(
  step: Step,
  state: ModelState,
  saved: SavedSecret | undefined,
): readonly { readonly state: ModelState; readonly saved: SavedSecret | undefined }[] {
  const { state: after, saved: left } = step.apply(state, saved);
  const whole = { state: after, saved: left };
  if (step.asks === undefined) {
    return [whole];
  }
  const notMade = { state, saved: undefined };
  const granted = credentialsNames.some((of) => after.sessions[of] !== state.sessions[of]);
  const thrownAway = {
    state: { ...state, sessions: after.sessions, issued: after.issued },
    saved: undefined,
  };
  return granted ? [whole, notMade, thrownAway] : [whole, notMade];
}
