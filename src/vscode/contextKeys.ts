import * as vscode from 'vscode';
import type { ContextKeys } from '../contributions';
import { identityOf } from '../profiles/profile';
import type { Services } from './services';

/** Keeps the context keys, by which `package.json` decides what the palette and menus show, in step with what is there. */
export class ContextKeyUpdater {
  readonly #services: Pick<Services, 'profiles' | 'tokens' | 'sharing'>;
  readonly #last = new Map<string, boolean>();

  constructor(services: Pick<Services, 'profiles' | 'tokens' | 'sharing'>) {
    this.#services = services;
  }

  update(): void {
    const { profiles, tokens, sharing } = this.#services;
    const { active } = profiles;
    const { decision } = sharing;
    const keys: ContextKeys = {
      'nomba.hasProfile': active !== undefined,
      'nomba.hasToken': active !== undefined && tokens.snapshot(identityOf(active)).tokenSet !== undefined,
      'nomba.canShareProduction': decision?.share === false && decision.reason === 'production',
    };
    for (const [key, value] of Object.entries(keys)) {
      if (this.#last.get(key) !== value) {
        this.#last.set(key, value as boolean);
        void vscode.commands.executeCommand('setContext', key, value);
      }
    }
  }
}
