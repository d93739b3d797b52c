import * as vscode from 'vscode';
import { identityOf, type Profile } from '../../profiles/profile';
import type { Disposable } from '../../tokens/ports';
import type { Services } from '../services';
import { statusBarContent, unconfiguredContent } from '../statusBarContent';
import { untilTimeLeftChanges } from '../timeLeft';
import type { ShownToken } from './requestLens';

/** ms. Timers stand still while the machine sleeps. */
const longestPause = 30_000;

/** The token of the window's profile as request files show it. It follows the wall clock, and tells of a change only when it reads differently. */
export class ShownTokenSource implements vscode.Disposable {
  readonly #services: Services;
  readonly #changed = new vscode.EventEmitter<undefined>();
  #timer: Disposable | undefined;
  #isDisposed = false;
  #shown: ShownToken;

  readonly onDidChange = this.#changed.event;

  constructor(services: Services) {
    this.#services = services;
    this.#shown = this.#read();
    this.#schedule();
  }

  get profile(): Profile | undefined {
    return this.#services.profiles.active;
  }

  get current(): ShownToken {
    return this.#shown;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
    this.#changed.dispose();
  }

  /** To be called after every change of a token, a profile, a setting or the sharing. */
  update(): void {
    if (this.#isDisposed) {
      return;
    }
    const shown = this.#read();
    if (JSON.stringify(shown) !== JSON.stringify(this.#shown)) {
      this.#shown = shown;
      this.#changed.fire(undefined);
    }
    this.#schedule();
  }

  #read(): ShownToken {
    const { tokens, clock, settings, sharing } = this.#services;
    const { profile } = this;
    if (profile === undefined) {
      return { ...unconfiguredContent, state: undefined, withheld: undefined };
    }
    const snapshot = tokens.snapshot(identityOf(profile));
    const decision = sharing.decide(profile);
    const { text, label } = statusBarContent(
      profile,
      snapshot,
      clock.now(),
      settings.get('nomba.autoRefresh.enabled'),
    );
    return {
      text,
      label,
      state: snapshot.state,
      withheld: decision.share ? undefined : decision.reason,
    };
  }

  #schedule(): void {
    this.#timer?.dispose();
    const { tokens, clock } = this.#services;
    const { profile } = this;
    const expiresAt = profile && tokens.snapshot(identityOf(profile)).tokenSet?.expiresAt;
    const left = (expiresAt ?? 0) - clock.now();
    if (left > 0) {
      this.#timer = clock.setTimer(
        () => {
          this.update();
        },
        Math.min(untilTimeLeftChanges(left), longestPause),
      );
    }
  }
}
