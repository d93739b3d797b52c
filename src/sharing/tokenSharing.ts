import { environmentVariables } from '../httpFile/tokenReference';
import { baseUrlOf, identityKey, identityOf, type Profile } from '../profiles/profile';
import { EventSource } from '../tokens/eventSource';
import type { Disposable } from '../tokens/ports';
import type { TokenManager } from '../tokens/tokenManager';
import type { EnvironmentVariables } from './environmentVariables';
import { decideSharing, type SharingCircumstances, type SharingDecision } from './sharingPolicy';

export interface TokenSharingPorts {
  readonly tokens: Pick<TokenManager, 'snapshot'>;
  readonly variables: EnvironmentVariables;
  readonly activeProfile: () => Profile | undefined;
  readonly circumstances: () => Pick<SharingCircumstances, 'setting' | 'workspaceTrusted'>;
}

/** Keeps the variables of this window in step with the token of its active profile. */
export class TokenSharing {
  readonly #ports: TokenSharingPorts;
  readonly #changes = new EventSource<undefined>();
  /** The production profile that the user said yes to. A yes to one production profile says nothing of another. */
  #confirmed: string | undefined;

  constructor(ports: TokenSharingPorts) {
    this.#ports = ports;
  }

  /** Whether the active profile's token may be shared; `undefined` without a profile. */
  get decision(): SharingDecision | undefined {
    const profile = this.#ports.activeProfile();
    return (
      profile &&
      decideSharing({
        ...this.#ports.circumstances(),
        environment: profile.environment,
        productionConfirmed: this.#confirmed === identityKey(identityOf(profile)),
      })
    );
  }

  /** The user has said yes to sharing this production profile's token, until the window closes. */
  confirmProduction(profile: Profile): void {
    this.#confirmed = identityKey(identityOf(profile));
    this.#changes.fire(undefined);
  }

  /** Calls back when the decision has changed by itself; {@link update} carries it out. */
  onDidChange(listener: () => void): Disposable {
    return this.#changes.listen(listener);
  }

  /** To be called after every change of the token, the profile, a setting or the trust in the workspace. */
  update(): void {
    const profile = this.#ports.activeProfile();
    if (profile === undefined || this.decision?.share !== true) {
      this.#ports.variables.clear();
      return;
    }
    const { tokenSet } = this.#ports.tokens.snapshot(identityOf(profile));
    // Only the token goes when it is revoked. Without the base URL a request would fail with a malformed address; with it, Nomba says that it is not authorised.
    this.#ports.variables.set({
      ...(tokenSet !== undefined && { [environmentVariables.accessToken]: tokenSet.accessToken.reveal() }),
      [environmentVariables.accountId]: profile.accountId,
      [environmentVariables.baseUrl]: baseUrlOf(profile),
      ...(profile.subAccountId !== undefined && {
        [environmentVariables.subAccountId]: profile.subAccountId,
      }),
    });
  }

  /** Withdraws everything, on deactivation. */
  dispose(): void {
    this.#ports.variables.clear();
  }
}
