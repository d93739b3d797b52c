import { identityKey, identityOf, type Identity, type Profile } from '../profiles/profile';
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

/** Renews the token of the window's active profile before it expires, and tells the user once when that has come to an end. */
export class AutoRefresh {
  readonly #ports: AutoRefreshPorts;
  readonly #scheduler: RenewalScheduler;
  /** The condition that the user has been told of: one toast for it, not one for each try. */
  #told: string | undefined;
  /** What to tell the user of as soon as this window has the focus. All windows fail together, and one toast is enough. */
  #untold: { readonly profile: Profile; readonly failure: TokenError } | undefined;

  constructor(ports: AutoRefreshPorts) {
    this.#ports = ports;
    this.#scheduler = new RenewalScheduler(ports.clock, {
      untilDue: () => this.#untilDue(),
      look: () => {
        this.#look();
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

  #untilDue(): number | undefined {
    const { tokens, activeProfile, isEnabled } = this.#ports;
    const active = activeProfile();
    return active !== undefined && isEnabled() ? tokens.untilRenewal(identityOf(active)) : undefined;
  }

  #look(): void {
    const { tokens, activeProfile } = this.#ports;
    const active = activeProfile();
    if (active !== undefined) {
      void tokens.load(identityOf(active));
    }
  }

  async #renew(): Promise<void> {
    const { tokens, activeProfile } = this.#ports;
    const active = activeProfile();
    if (active === undefined) {
      return;
    }
    const identity = identityOf(active);
    await tokens.keepAlive(identity);
    const { state, failure } = tokens.snapshot(identity);
    if (failure !== undefined && state === 'failed' && this.#told !== conditionOf(identity, failure)) {
      this.#untold = { profile: active, failure };
      this.#tell();
    }
  }

  /** Whoever has ended the condition (the user, another window, a renewal here): when it comes again, that is news. */
  #forgetPassed(): void {
    const { tokens, activeProfile } = this.#ports;
    const active = activeProfile();
    if (active !== undefined && tokens.snapshot(identityOf(active)).failure === undefined) {
      this.#told = undefined;
    }
  }

  #tell(): void {
    if (this.#untold === undefined || !this.#ports.isFocused()) {
      return;
    }
    const { profile, failure } = this.#untold;
    const identity = identityOf(profile);
    this.#untold = undefined;
    // It may have passed since, in silence.
    if (this.#ports.tokens.snapshot(identity).failure === failure) {
      this.#told = conditionOf(identity, failure);
      this.#ports.tell(profile, failure);
    }
  }
}

/** What passes by itself is one condition, whatever it is called from one try to the next. */
function conditionOf(identity: Identity, { kind, passes }: TokenError): string {
  return `${passes ? 'passing' : kind} ${identityKey(identity)}`;
}
