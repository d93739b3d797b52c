import { identityKey, identityOf } from '../profiles/profile';
import { RenewalScheduler } from '../tokens/renewalScheduler';
import { showFailure } from './failureMessages';
import type { Services } from './services';

type AutoRefreshServices = Pick<Services, 'profiles' | 'tokens' | 'settings' | 'clock'>;

/** Renews the token of the window's active profile before it expires, and tells the user once when that has come to an end. */
export class AutoRefresh {
  readonly #services: AutoRefreshServices;
  readonly #scheduler: RenewalScheduler;
  /** The failure that the user has been told of: one toast for a condition, not one for each try. */
  #told: string | undefined;

  constructor(services: AutoRefreshServices) {
    this.#services = services;
    this.#scheduler = new RenewalScheduler(services.clock, {
      untilDue: () => this.#untilDue(),
      renew: async () => this.#renew(),
    });
  }

  /** Something has changed: a token, a profile, a setting, the focus of the window. Also the way to start. */
  poke(): void {
    this.#scheduler.poke();
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
    } else if (state === 'failed' && this.#told !== `${failure.kind} ${identityKey(identity)}`) {
      this.#told = `${failure.kind} ${identityKey(identity)}`;
      showFailure(`The token of “${active.name}” could not be renewed.`, active, failure);
    }
  }
}
