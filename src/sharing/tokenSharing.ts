import { identityKey, identityOf, type Profile } from '../profiles/profile';
import { EventSource } from '../tokens/eventSource';
import type { Disposable } from '../tokens/ports';
import type { TokenManager } from '../tokens/tokenManager';
import type { EnvironmentVariables, SharedVariables } from './environmentVariables';
import { profileVariables } from './profileVariables';
import { decideSharing, type SharingCircumstances, type SharingDecision } from './sharingPolicy';
import type { TerminalVariables } from './terminalVariables';

export interface TokenSharingPorts {
  readonly tokens: Pick<TokenManager, 'snapshot'>;
  readonly variables: EnvironmentVariables;
  readonly terminals: TerminalVariables;
  readonly activeProfile: () => Profile | undefined;
  readonly circumstances: () => Pick<SharingCircumstances, 'setting' | 'workspaceTrusted'>;
}

/** In the place of a token that is still to be obtained. */
const standIn = 'token';

/** Keeps the variables of this window in step with the token of its active profile. */
export class TokenSharing {
  readonly #ports: TokenSharingPorts;
  readonly #changes = new EventSource<undefined>();
  /** The production profile that the user said yes to. A yes to one production profile says nothing of another. */
  #confirmed: string | undefined;
  #disposed = false;

  constructor(ports: TokenSharingPorts) {
    this.#ports = ports;
  }

  /** Whether the active profile's token may be shared; `undefined` without a profile. */
  get decision(): SharingDecision | undefined {
    const profile = this.#ports.activeProfile();
    return profile && this.decide(profile);
  }

  /** The variables of this window that are in our hands now, whether set or hidden. */
  get variableNames(): readonly string[] {
    return this.#ports.variables.names;
  }

  /** Whether the token of a profile may be shared with this window. */
  decide(profile: Profile): SharingDecision {
    return decideSharing({
      ...this.#ports.circumstances(),
      environment: profile.environment,
      productionConfirmed: this.#confirmed === identityKey(identityOf(profile)),
    });
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

  /** What whoever shares the token is to show now; `undefined` while nothing may be shared, or there is nothing to share. */
  get variables(): SharedVariables | undefined {
    const token = this.#token;
    return token === undefined ? undefined : this.#variablesWith(token);
  }

  /** What is to be shown once there is a token, with a stand-in for it while there is none; `undefined` while nothing may be shared. */
  get variablesToCome(): SharedVariables | undefined {
    return this.#variablesWith(this.#token ?? standIn);
  }

  get #token(): string | undefined {
    const profile = this.#ports.activeProfile();
    return profile && this.#ports.tokens.snapshot(identityOf(profile)).tokenSet?.accessToken.reveal();
  }

  #variablesWith(accessToken: string): SharedVariables | undefined {
    const profile = this.#disposed ? undefined : this.#ports.activeProfile();
    // All or none: a token beside the base URL or the account id of somebody else's would be sent to the wrong place.
    return profile !== undefined && this.decide(profile).share
      ? profileVariables(profile, accessToken)
      : undefined;
  }

  /** To be called after every change of the token, the profile, a setting or the trust in the workspace. */
  update(): void {
    const variables = this.variables ?? {};
    this.#ports.variables.set(variables);
    this.#ports.terminals.set(variables);
  }

  /** Withdraws everything for good, on deactivation: what is still under way then must not set it again. */
  dispose(): void {
    this.#disposed = true;
    this.update();
  }
}
