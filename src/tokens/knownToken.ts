import type { Identity } from '../profiles/profile';
import { isStillborn } from './expiry';
import type { Clock } from './ports';
import { RetryPause } from './retryPause';
import type { TokenError } from './tokenError';
import type { TokenLife } from './tokenLife';
import { isSameToken, isSameTokenSet, type TokenSet } from './tokenSet';

export interface KnownTokenPorts {
  readonly clock: Clock;
  /** 0 or more, less than 1; for what is to differ between windows. */
  readonly random: () => number;
  readonly life: TokenLife;
  /** The token or its failure has changed. */
  readonly onDidChange: (identity: Identity) => void;
}

/** What this window knows of the token of one identity, and of the tries to renew it. */
export class KnownToken {
  readonly identity: Identity;
  readonly #ports: KnownTokenPorts;
  readonly #pause: RetryPause;
  #tokenSet: TokenSet | undefined;
  #failure: TokenError | undefined;
  #clientSecrets = 0;
  #moments = 0;
  /** The moment at which what is known was so. */
  #since = 0;

  constructor(identity: Identity, ports: KnownTokenPorts) {
    this.identity = identity;
    this.#ports = ports;
    this.#pause = new RetryPause(ports.clock, ports.random);
  }

  get tokenSet(): TokenSet | undefined {
    return this.#tokenSet;
  }

  /** The last failure since the last success. */
  get failure(): TokenError | undefined {
    return this.#failure;
  }

  /** Counts the client secrets that there have been: a failure says nothing about another one than it was made with. */
  get clientSecrets(): number {
    return this.#clientSecrets;
  }

  /** ms before which nobody but the user should ask Nomba; 0 when nothing has to wait. */
  get pauseLeft(): number {
    return this.#pause.left;
  }

  /** ms until the token should be renewed, 0 or less when it is due; `undefined` when there is none, or when the user has to act first. */
  get untilRenewal(): number | undefined {
    if (this.#tokenSet === undefined || this.#failure?.passes === false) {
      return undefined;
    }
    return Math.max(this.#ports.life.untilRenewal(this.#tokenSet), this.#pause.left);
  }

  /** Numbers the looks into the store and the changes that this window makes, in the order in which they begin. */
  nextMoment(): number {
    this.#moments += 1;
    return this.#moments;
  }

  /** Whether what was seen then is not the latest that is known. */
  isOutdated(moment: number): boolean {
    return this.#since > moment;
  }

  /**
   * This is the token, whoever has brought or removed it.
   *
   * @param moment when it was so; now unless something else is said.
   */
  adopt(tokenSet: TokenSet | undefined, moment = this.nextMoment()): void {
    this.#since = moment;
    const former = this.#tokenSet;
    if (isSameTokenSet(former, tokenSet)) {
      return;
    }
    this.#tokenSet = tokenSet;
    if (isSameToken(former, tokenSet)) {
      // Only its refresh token was used up, or replaced.
      return;
    }
    if (tokenSet === undefined) {
      this.#ports.life.forgets(this.identity);
      // That it could not be renewed is nobody's concern any more.
      this.#endFailure();
    } else {
      this.#ports.life.sees(tokenSet);
    }
    if (tokenSet !== undefined && !isStillborn(tokenSet)) {
      this.succeed(tokenSet);
    }
    this.#ports.onDidChange(this.identity);
  }

  /** A renewal has brought this token, or found that it is the one. */
  succeed(tokenSet: TokenSet): void {
    this.#failure = undefined;
    this.#pause.afterSuccess(tokenSet);
  }

  fail(failure: TokenError): void {
    this.#failure = failure;
    this.#pause.afterFailure(failure.retryAfter);
  }

  /** The user has signed out. */
  forget(): void {
    const hadFailureOnly = this.#failure !== undefined && this.#tokenSet === undefined;
    this.#endFailure();
    this.adopt(undefined);
    if (hadFailureOnly) {
      this.#ports.onDidChange(this.identity);
    }
  }

  /** There is another client secret: the failure of the former one says nothing any more. */
  replaceClientSecret(): void {
    const hadFailure = this.#failure !== undefined;
    this.#clientSecrets += 1;
    this.#endFailure();
    if (hadFailure) {
      this.#ports.onDidChange(this.identity);
    }
  }

  #endFailure(): void {
    this.#failure = undefined;
    this.#pause.end();
  }
}
