import { identityKey, type Identity } from '../profiles/profile';
import { EventSource } from './eventSource';
import { isStillborn } from './expiry';
import { Flights } from './flights';
import { KnownToken } from './knownToken';
import { renewUnderLock, type LockedRenewalPorts } from './lockedRenewal';
import type { Clock, Disposable } from './ports';
import { RecentFailures, type RecentFailure } from './recentFailures';
import { signedOut, type RenewalIntent, type RenewalRequest } from './renewal';
import { revoke, type RevokeOutcome } from './revocation';
import { TokenError, toTokenError } from './tokenError';
import { TokenLife } from './tokenLife';
import type { TokenSet } from './tokenSet';
import { tokenState, type TokenSnapshot } from './tokenState';

export interface TokenManagerPorts extends Omit<LockedRenewalPorts, 'life'> {
  readonly clock: Clock;
  /** ms, asked for each time. */
  readonly leadTime: () => number;
  /** 0 or more, less than 1; for what is to differ between windows. */
  readonly random: () => number;
}

export interface GetOptions {
  readonly signal?: AbortSignal;
  /** A person waits for it: the pause after a failure, which is for calls that nobody asked for, does not hold them up. */
  readonly byUser?: boolean;
}

/** A stronger intent is not answered by the result of a weaker one. */
const strengths: Readonly<Record<RenewalIntent, number>> = { renew: 0, refresh: 1, issue: 2 };

/**
 * The one path by which every consumer comes to a token: the store if it is fresh, else one flight in this window, one lock across the windows,
 * the store again, and only then Nomba.
 */
export class TokenManager {
  readonly #ports: TokenManagerPorts;
  readonly #life: TokenLife;
  readonly #recentFailures = new RecentFailures();
  /** By identity key. */
  readonly #known = new Map<string, KnownToken>();
  readonly #changes = new EventSource<Identity>();
  readonly #flights = new Flights<TokenSet>((key) => {
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#changes.fire(known.identity);
    }
  });
  readonly #storeSubscription: Disposable;

  constructor(ports: TokenManagerPorts) {
    this.#ports = ports;
    this.#life = new TokenLife(ports.clock, ports.leadTime);
    this.#storeSubscription = ports.store.onDidChange((key) => {
      const known = this.#known.get(key);
      if (known !== undefined) {
        void this.load(known.identity);
      }
    });
  }

  dispose(): void {
    this.#storeSubscription.dispose();
    for (const key of this.#known.keys()) {
      this.#flights.cancel(key);
    }
  }

  /** Newest first, ten at most. */
  get recentFailures(): readonly RecentFailure[] {
    return this.#recentFailures.list;
  }

  /** Resolves when the calls that were under way have ended, after {@link dispose} too: what became of the token is stored by then. */
  async ended(): Promise<void> {
    await this.#flights.ended();
  }

  /** Calls back when a token, its failure or the fact that a call is under way has changed. Time passing is not a change. */
  onDidChange(listener: (identity: Identity) => void): Disposable {
    return this.#changes.listen(listener);
  }

  /** What is known without waiting. Before the first {@link load} of an identity that is: signed out. */
  snapshot(identity: Identity): TokenSnapshot {
    const { tokenSet, failure } = this.#of(identity);
    const facts = { tokenSet, failure, busy: this.#flights.has(identityKey(identity)) };
    return {
      identity,
      ...facts,
      state: tokenState(facts, this.#life),
    };
  }

  /** Reads the store, and announces the token if it is another one than was known. A store that cannot be read says nothing about the token: what is known stays. */
  async load(identity: Identity): Promise<TokenSet | undefined> {
    return this.read(identity).catch(() => undefined);
  }

  /**
   * As {@link load}, for whoever has to know whether there is a token.
   *
   * @throws {TokenError} when the store cannot be read and no token is known.
   */
  async read(identity: Identity): Promise<TokenSet | undefined> {
    const known = this.#of(identity);
    const look = known.nextMoment();
    let stored: TokenSet | undefined;
    try {
      stored = await this.#ports.store.read(identity);
    } catch (error) {
      this.#ports.logger.warn('The stored token could not be read.');
      if (known.tokenSet === undefined) {
        throw toTokenError(error);
      }
      return known.tokenSet;
    }
    if (known.isOutdated(look)) {
      // A later look has ended before, or the token was replaced or removed meanwhile: what was seen may be what is gone.
      return this.read(identity);
    }
    known.adopt(stored, look);
    return stored;
  }

  /**
   * A living access token, renewed first when it is due.
   *
   * @throws {TokenError} only when there is no living token: a failed renewal of one that still lives is not the consumer's concern.
   */
  async get(identity: Identity, options: GetOptions = {}): Promise<TokenSet> {
    return this.#living(identity, await this.load(identity), options);
  }

  /**
   * Renews a token that is there and due. Never brings one back that the user has revoked, in this window or another. A failure is not thrown,
   * since nobody waits: it is in the snapshot, and {@link untilRenewal} says when to try again.
   */
  async keepAlive(identity: Identity): Promise<void> {
    const known = await this.load(identity);
    if (known !== undefined) {
      await this.#living(identity, known, {}).catch(() => undefined);
    }
  }

  /** Asks Nomba with the credentials. Without `force` a fresh token is kept and returned, unless the last call has failed. */
  async issue(identity: Identity, force: boolean, signal?: AbortSignal): Promise<TokenSet> {
    const known = await this.load(identity);
    const again = force || this.#of(identity).failure !== undefined;
    if (!again && known !== undefined && this.#life.isFresh(known)) {
      return known;
    }
    return this.#obtain({ identity, intent: again ? 'issue' : 'renew', known, byUser: true }, signal);
  }

  /** Another token than the present one, by refresh token if there is one, else with the credentials. */
  async refresh(identity: Identity, signal?: AbortSignal): Promise<TokenSet> {
    const known = await this.load(identity);
    return this.#obtain({ identity, intent: 'refresh', known, byUser: true }, signal);
  }

  /** ms until the token should be renewed, 0 or less when it is due; `undefined` when there is none, or when the user has to act first. */
  untilRenewal(identity: Identity): number | undefined {
    return this.#of(identity).untilRenewal;
  }

  /**
   * Tells Nomba that the token is not to be used any more, and removes it here whatever Nomba says.
   *
   * @throws {TokenError} `cancelled` when the signal aborts before anything has happened; after that it is `removedLocally`. `storage` when nobody knows whether there is a token.
   */
  async revoke(identity: Identity, signal: AbortSignal): Promise<RevokeOutcome> {
    // Nobody waits for its token any more. Not yet signed out, though: whoever cancels the revocation keeps the token.
    this.#flights.cancel(identityKey(identity));
    const outcome = await revoke(
      {
        ...this.#ports,
        read: async () => this.read(identity),
        forget: async () => this.forget(identity),
      },
      identity,
      signal,
    );
    if (outcome.kind === 'removedLocally') {
      this.#remember(identity, outcome.failure);
    }
    return outcome;
  }

  /**
   * Removes the local copy without a word to Nomba, and ends a call that is under way; its token will be discarded.
   *
   * @throws what the store does when it cannot remove it; this window knows nothing of the token any more, in any case.
   */
  async forget(identity: Identity): Promise<void> {
    this.#flights.cancel(identityKey(identity), signedOut);
    try {
      await this.#ports.store.remove(identity);
    } finally {
      this.#of(identity).forget();
    }
  }

  /** There is another client secret. Nobody joins a call with the former one any more, but it is not broken off: only its answer says which token lives. */
  credentialsChanged(identity: Identity): void {
    this.#flights.retire(identityKey(identity));
    this.#of(identity).replaceClientSecret();
  }

  async #living(
    identity: Identity,
    known: TokenSet | undefined,
    { signal, byUser = false }: GetOptions,
  ): Promise<TokenSet> {
    if (known !== undefined && this.#life.isFresh(known)) {
      return known;
    }
    const { pauseLeft, failure } = this.#of(identity);
    if (pauseLeft > 0 && !byUser) {
      if (known !== undefined && this.#life.isAlive(known)) {
        return known;
      }
      if (failure !== undefined) {
        throw failure;
      }
    }
    try {
      return await this.#obtain({ identity, intent: 'renew', known, byUser }, signal);
    } catch (error) {
      const latest = this.#of(identity).tokenSet;
      const { kind } = toTokenError(error);
      if (kind !== 'cancelled' && latest !== undefined && this.#life.isAlive(latest)) {
        return latest;
      }
      throw error;
    }
  }

  async #obtain(request: Omit<RenewalRequest, 'signal'>, signal: AbortSignal | undefined): Promise<TokenSet> {
    return this.#flights.join(
      identityKey(request.identity),
      strengths[request.intent],
      async (flightSignal) => this.#fly({ ...request, signal: flightSignal }),
      signal,
    );
  }

  async #fly(request: RenewalRequest): Promise<TokenSet> {
    const { identity, signal } = request;
    const known = this.#of(identity);
    const { clientSecrets } = known;
    try {
      const tokenSet = await renewUnderLock({ ...this.#ports, life: this.#life }, request);
      known.adopt(tokenSet);
      if (isStillborn(tokenSet)) {
        // Kept all the same: its refresh token may be good.
        this.#ports.logger.warn('Nomba has sent a token that had expired already.');
        throw new TokenError('server');
      }
      known.succeed(tokenSet);
      return tokenSet;
    } catch (error) {
      // What an aborted call fails with is nobody's concern any more; it must not show up after a sign-out.
      const failure = signal.aborted ? new TokenError('cancelled') : toTokenError(error);
      if (failure.kind === 'cancelled') {
        if (!signal.aborted) {
          // Signed out in another window.
          known.adopt(undefined);
        }
      } else if (known.clientSecrets === clientSecrets) {
        known.fail(failure);
        this.#remember(identity, failure);
      }
      throw failure;
    }
  }

  #remember(identity: Identity, { kind }: TokenError): void {
    this.#recentFailures.add({ at: this.#ports.clock.now(), identity, kind });
  }

  #of(identity: Identity): KnownToken {
    const key = identityKey(identity);
    let known = this.#known.get(key);
    if (known === undefined) {
      known = new KnownToken(identity, {
        ...this.#ports,
        life: this.#life,
        onDidChange: (changed) => {
          this.#changes.fire(changed);
        },
      });
      this.#known.set(key, known);
    }
    return known;
  }
}
