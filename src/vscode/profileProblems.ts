import * as vscode from 'vscode';
import type { ProfileSettings } from './profileSettings';

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
      void vscode.window.showWarningMessage(text, 'Open Settings').then(async (chosen) => {
        if (chosen !== undefined) {
          await vscode.commands.executeCommand('workbench.action.openSettingsJson', {
            revealSetting: { key: 'nomba.profiles' },
          });
        }
      });
    }
  }
}
