import * as vscode from 'vscode';
import { identityKey, identityOf, type Identity, type Profile } from '../profiles/profile';
import { RenewalScheduler } from '../tokens/renewalScheduler';
import type { TokenError } from '../tokens/tokenError';
import { showFailure } from './failureMessages';
import type { Services } from './services';

type AutoRefreshServices = Pick<Services, 'profiles' | 'tokens' | 'settings' | 'clock'>;

/** Renews the token of the window's active profile before it expires, and tells the user once when that has come to an end. */
export class AutoRefresh {
  readonly #services: AutoRefreshServices;
  readonly #scheduler: RenewalScheduler;
  /** The condition that the user has been told of: one toast for it, not one for each try. */
  #told: string | undefined;
  /** What to tell the user of as soon as this window has the focus. All windows fail together, and one toast is enough. */
  #untold: { readonly profile: Profile; readonly failure: TokenError } | undefined;

  constructor(services: AutoRefreshServices) {
    this.#services = services;
    this.#scheduler = new RenewalScheduler(services.clock, {
      untilDue: () => this.#untilDue(),
      look: () => {
        this.#look();
      },
      renew: async () => this.#renew(),
    });
  }

  /** Something has changed: a token, a profile, a setting, the focus of the window. Also the way to start. */
  poke(): void {
    this.#scheduler.poke();
    this.#tell();
  }

  dispose(): void {
    this.#scheduler.dispose();
  }

  #untilDue(): number | undefined {
    const { profiles, tokens, settings } = this.#services;
    const { active } = profiles;
    return active !== undefined && settings.get('nomba.autoRefresh.enabled')
      ? tokens.untilRenewal(identityOf(active))
      : undefined;
  }

  #look(): void {
    const { profiles, tokens } = this.#services;
    const { active } = profiles;
    if (active !== undefined) {
      void tokens.load(identityOf(active));
    }
  }

  async #renew(): Promise<void> {
    const { profiles, tokens } = this.#services;
    const { active } = profiles;
    if (active === undefined) {
      return;
    }
    const identity = identityOf(active);
    await tokens.keepAlive(identity);
    const { state, failure } = tokens.snapshot(identity);
    if (failure === undefined) {
      this.#told = undefined;
    } else if (state === 'failed' && this.#told !== conditionOf(identity, failure)) {
      this.#untold = { profile: active, failure };
      this.#tell();
    }
  }

  #tell(): void {
    if (this.#untold === undefined || !vscode.window.state.focused) {
      return;
    }
    const { profile, failure } = this.#untold;
    const identity = identityOf(profile);
    this.#untold = undefined;
    // It may have passed since, in silence.
    if (this.#services.tokens.snapshot(identity).failure === failure) {
      this.#told = conditionOf(identity, failure);
      showFailure(`The token of “${profile.name}” could not be renewed.`, profile, failure);
    }
  }
}

/** What passes by itself is one condition, whatever it is called from one try to the next. */
function conditionOf(identity: Identity, { kind, passes }: TokenError): string {
  return `${passes ? 'passing' : kind} ${identityKey(identity)}`;
}
