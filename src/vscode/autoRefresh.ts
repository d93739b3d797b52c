import { identityKey, identityOf, type Profile } from '../profiles/profile';
import type { Clock } from '../tokens/ports';
import { RenewalScheduler } from '../tokens/renewalScheduler';
import type { TokenError } from '../tokens/tokenError';
import type { TokenManager } from '../tokens/tokenManager';

export interface AutoRefreshPorts {
  readonly tokens: TokenManager;
  readonly clock: Clock;
  /** The profile that this window works with, asked for each time. */
  readonly activeProfile: () => Profile | undefined;
  /** Whether the user wants tokens to be renewed, asked each time. */
  readonly isEnabled: () => boolean;
  /** Whether the user looks at this window. */
  readonly isFocused: () => boolean;
  /** Tells the user that the token of a profile could not be renewed. */
  readonly tell: (profile: Profile, failure: TokenError) => void;
}

/** That a token could not be renewed. */
interface Outage {
  readonly profile: Profile;
  readonly failure: TokenError;
}

/** Renews the token of the window's active profile before it expires, and tells the user once when that has come to an end. */
export class AutoRefresh {
  readonly #ports: AutoRefreshPorts;
  readonly #scheduler: RenewalScheduler;
  /** What the user has been told of, by identity key: one toast for a condition, not one for each try, nor for each switch of the profile. */
  readonly #told = new Map<string, Outage>();
  /** What to tell the user of as soon as this window has the focus: all windows fail together, but a toast in a window that nobody looks at helps nobody. */
  #untold: Outage | undefined;

  constructor(ports: AutoRefreshPorts) {
    this.#ports = ports;
    this.#scheduler = new RenewalScheduler(ports.clock, {
      untilDue: () => this.#untilDue(),
      look: () => {
        void this.#look();
      },
      renew: async () => this.#renew(),
    });
  }

  /** Something has changed: a token, a profile, a setting, the focus of the window. Also the way to start. */
  poke(): void {
    this.#forgetPassed();
    this.#scheduler.poke();
    this.#tell();
  }

  dispose(): void {
    this.#scheduler.dispose();
  }

  /** The death of the token counts, too, as a moment to look: the next try may be minutes after it. It is no reason to ask Nomba. */
  #untilDue(): number | undefined {
    const { tokens, clock, activeProfile, isEnabled } = this.#ports;
    const active = activeProfile();
    if (active === undefined || !isEnabled()) {
      return undefined;
    }
    const identity = identityOf(active);
    const untilRenewal = tokens.untilRenewal(identity);
    const untilDeath = (tokens.snapshot(identity).tokenSet?.expiresAt ?? 0) - clock.now();
    return untilRenewal !== undefined && untilDeath > 0 ? Math.min(untilRenewal, untilDeath) : untilRenewal;
  }

  async #look(): Promise<void> {
    const { tokens, activeProfile, isEnabled } = this.#ports;
    const active = activeProfile();
    if (active === undefined) {
      return;
    }
    const identity = identityOf(active);
    await tokens.load(identity);
    // When a try is due now, its outcome is the news: after a sleep it is likely to succeed.
    const untilRenewal = tokens.untilRenewal(identity) ?? 0;
    if (isEnabled() && untilRenewal > 0) {
      this.#note(active);
    }
  }

  async #renew(): Promise<void> {
    const { tokens, activeProfile } = this.#ports;
    const active = activeProfile();
    if (active !== undefined) {
      await tokens.keepAlive(identityOf(active));
      this.#note(active);
    }
  }

  #note(profile: Profile): void {
    const identity = identityOf(profile);
    const { state, failure } = this.#ports.tokens.snapshot(identity);
    const told = this.#told.get(identityKey(identity));
    if (failure !== undefined && state === 'failed' && conditionOf(told?.failure) !== conditionOf(failure)) {
      this.#untold = { profile, failure };
      this.#tell();
    }
  }

  /** Whoever has ended a condition (the user, another window, a renewal here): when it comes again, that is news. */
  #forgetPassed(): void {
    for (const [key, { profile }] of this.#told) {
      if (this.#ports.tokens.snapshot(identityOf(profile)).failure === undefined) {
        this.#told.delete(key);
      }
    }
  }

  #tell(): void {
    const untold = this.#untold;
    if (untold === undefined || !this.#ports.isFocused()) {
      return;
    }
    this.#untold = undefined;
    const { profile, failure } = untold;
    const identity = identityOf(profile);
    // It may have passed since, in silence.
    if (this.#ports.tokens.snapshot(identity).failure === failure) {
      this.#told.set(identityKey(identity), untold);
      this.#ports.tell(profile, failure);
    }
  }
}

/** What passes by itself is one condition, whatever it is called from one try to the next. */
function conditionOf(failure: TokenError | undefined): string | undefined {
  return failure?.passes === true ? 'passing' : failure?.kind;
}
