import type { ProfileSettings } from './profileSettings';
import { showWarning } from './showWarning';

/** Tells of entries of the setting `nomba.profiles` that cannot be used, once for each new set of problems. */
export class ProfileProblems {
  readonly #profiles: ProfileSettings;
  #told = '';

  constructor(profiles: ProfileSettings) {
    this.#profiles = profiles;
  }

  report(): void {
    const text = this.#profiles.problems.join(' ');
    if (text === this.#told) {
      return;
    }
    this.#told = text;
    if (text !== '') {
      showWarning(text, {
        title: 'Open Settings',
        command: 'workbench.action.openSettingsJson',
        argument: { revealSetting: { key: 'nomba.profiles' } },
      });
    }
  }
}
