import { calls } from './emulatorControl';
import { eventually } from './eventually';
import { extension, sharedVariables, type SharedVariables } from './extension';

/** What there was before any test did anything, while the user settings held a profile without a secret. */
export interface StartOfRun {
  readonly calls: readonly string[];
  readonly shared: SharedVariables;
}

let observed: StartOfRun | undefined;

/** Waits for the extension to become active by itself. */
export async function observeStart(): Promise<void> {
  await eventually(() => extension().isActive, true, 20_000);
  observed = { calls: await calls(), shared: sharedVariables() };
}

export function startOfRun(): StartOfRun {
  if (observed === undefined) {
    throw new Error('The start of the run was not observed.');
  }
  return observed;
}
