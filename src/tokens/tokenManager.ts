import { identityKey, type Identity } from '../profiles/profile';
import { EventSource } from './eventSource';
import { isAlive, isFresh, renewalTime } from './expiry';
import { Flights } from './flights';
import { renewUnderLock, type LockedRenewalPorts } from './lockedRenewal';
import type { Disposable } from './ports';
import type { RenewalIntent, RenewalRequest } from './renewal';
import { RetryPause } from './retryPause';
import { TokenError, toTokenError } from './tokenError';
import { isSameToken, type TokenSet } from './tokenSet';
import { tokenState, type TokenSnapshot } from './tokenState';

/** What became of a token that the user wanted gone. In every case the local copy is removed. */
export type RevokeOutcome =
  | { readonly kind: 'nothingToRevoke' }
  | { readonly kind: 'revoked' }
  /** Nomba was not told, or refused: the token may stay valid until it expires. */
  | { readonly kind: 'removedLocally'; readonly failure: TokenError };

export interface GetOptions {
  readonly signal?: AbortSignal;
  /** A person waits for it: the pause after a failure, which is for calls that nobody asked for, does not hold them up. */
  readonly byUser?: boolean;
}

/** A stronger intent is not answered by the result of a weaker one. */
const strengths: Readonly<Record<RenewalIntent, number>> = { renew: 0, refresh: 1, issue: 2 };

interface Entry {
  readonly identity: Identity;
  tokenSet: TokenSet | undefined;
  failure: TokenError | undefined;
  readonly pause: RetryPause;
}

/**
 * The one path by which every consumer comes to a token: the store if it is fresh, else one flight in this window, one lock across the windows,
 * the store again, and only then Nomba.
 */
export class TokenManager {
  readonly #ports: LockedRenewalPorts;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new EventSource<Identity>();
  readonly #flights = new Flights<TokenSet>((key) => {
    this.#announce(key);
  });
  readonly #storeSubscription: Disposable;

  constructor(ports: LockedRenewalPorts) {
    this.#ports = ports;
    this.#storeSubscription = ports.store.onDidChange((key) => {
      const entry = this.#entries.get(key);
      if (entry !== undefined) {
        void this.load(entry.identity);
      }
    });
  }

  dispose(): void {
    this.#storeSubscription.dispose();
    for (const key of this.#entries.keys()) {
      this.#flights.cancel(key);
    }
  }

  /** Calls back when a token, its failure or the fact that a call is under way has changed. Time passing is not a change. */
  onDidChange(listener: (identity: Identity) => void): Disposable {
    return this.#changes.listen(listener);
  }

  /** What is known without waiting. Before the first {@link load} of an identity that is: signed out. */
  snapshot(identity: Identity): TokenSnapshot {
    const { tokenSet, failure } = this.#entry(identity);
    const facts = { tokenSet, failure, busy: this.#flights.has(identityKey(identity)) };
    return {
      identity,
      ...facts,
      state: tokenState(facts, this.#ports.clock.now(), this.#ports.leadTime()),
    };
  }

  /** Reads the store, and announces the token if it is another one than was known. */
  async load(identity: Identity): Promise<TokenSet | undefined> {
    const entry = this.#entry(identity);
    let stored: TokenSet | undefined;
    try {
      stored = await this.#ports.store.read(identity);
    } catch {
      // A store that cannot be read says nothing about the token: what is known stays.
      this.#ports.logger.warn('The stored token could not be read.');
      return entry.tokenSet;
    }
    this.#adopt(identity, stored);
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
   * since nobody waits: it is in the snapshot, and {@link renewalDue} says when to try again.
   */
  async keepAlive(identity: Identity): Promise<void> {
    const known = await this.load(identity);
    if (known !== undefined) {
      await this.#living(identity, known, {}).catch(() => undefined);
    }
  }

  /** Asks Nomba with the credentials. Without `force` a fresh token is kept and returned, unless the last call has failed. */
  async issue(identity: Identity, force: boolean, signal?: AbortSignal): Promise<TokenSet> {
    const { clock, leadTime } = this.#ports;
    const known = await this.load(identity);
    const again = force || this.#entry(identity).failure !== undefined;
    if (!again && known !== undefined && isFresh(known, clock.now(), leadTime())) {
      return known;
    }
    return this.#obtain(identity, again ? 'issue' : 'renew', known, signal);
  }

  /** Another token than the present one, by refresh token if there is one, else with the credentials. */
  async refresh(identity: Identity, signal?: AbortSignal): Promise<TokenSet> {
    const known = await this.load(identity);
    return this.#obtain(identity, 'refresh', known, signal);
  }

  /** When the token should be renewed next, in epoch ms; `undefined` when there is none, or when the user has to act first. */
  renewalDue(identity: Identity): number | undefined {
    const { tokenSet, failure, pause } = this.#entry(identity);
    if (tokenSet === undefined || (failure !== undefined && !failure.passes)) {
      return undefined;
    }
    return Math.max(renewalTime(tokenSet, this.#ports.leadTime()), pause.until);
  }

  /**
   * Tells Nomba that the token is not to be used any more, and removes it here whatever Nomba says.
   *
   * @throws {TokenError} `cancelled` when the signal aborts before anything has happened; after that it is `removedLocally`.
   */
  async revoke(identity: Identity, signal: AbortSignal): Promise<RevokeOutcome> {
    const key = identityKey(identity);
    const { endpoint, lock } = this.#ports;
    this.#flights.cancel(key);
    // Under the lock, so that a renewal which another window has under way ends first, and its token is the one that is revoked.
    return lock.run(key, async () => {
      if (signal.aborted) {
        throw new TokenError('cancelled');
      }
      const tokenSet = await this.load(identity);
      await this.forget(identity);
      if (tokenSet === undefined) {
        return { kind: 'nothingToRevoke' };
      }
      try {
        await endpoint.revoke(tokenSet, signal);
        return { kind: 'revoked' };
      } catch (error) {
        return { kind: 'removedLocally', failure: toTokenError(error) };
      }
    });
  }

  /** Removes the local copy without a word to Nomba, and ends a call that is under way; its token will be discarded. */
  async forget(identity: Identity): Promise<void> {
    this.#flights.cancel(identityKey(identity));
    await this.#ports.store.remove(identity);
    const entry = this.#entry(identity);
    entry.failure = undefined;
    entry.pause.end();
    this.#adopt(identity, undefined);
  }

  /** There is another client secret: what came, or is still to come, of the former one says nothing any more. */
  credentialsChanged(identity: Identity): void {
    this.#flights.cancel(identityKey(identity));
    const entry = this.#entry(identity);
    entry.pause.end();
    if (entry.failure !== undefined) {
      entry.failure = undefined;
      this.#changes.fire(identity);
    }
  }

  async #living(
    identity: Identity,
    known: TokenSet | undefined,
    { signal, byUser = false }: GetOptions,
  ): Promise<TokenSet> {
    const { clock, leadTime } = this.#ports;
    if (known !== undefined && isFresh(known, clock.now(), leadTime())) {
      return known;
    }
    const { pause, failure } = this.#entry(identity);
    const alive = known !== undefined && isAlive(known, clock.now());
    if (failure !== undefined && clock.now() < pause.until && !byUser) {
      if (alive) {
        return known;
      }
      throw failure;
    }
    try {
      return await this.#obtain(identity, 'renew', known, signal);
    } catch (error) {
      const latest = this.#entry(identity).tokenSet;
      const { kind } = toTokenError(error);
      if (kind !== 'cancelled' && latest !== undefined && isAlive(latest, clock.now())) {
        return latest;
      }
      throw error;
    }
  }

  async #obtain(
    identity: Identity,
    intent: RenewalIntent,
    known: TokenSet | undefined,
    signal: AbortSignal | undefined,
  ): Promise<TokenSet> {
    return this.#flights.join(
      identityKey(identity),
      strengths[intent],
      async (flightSignal) => this.#fly({ identity, intent, known, signal: flightSignal }),
      signal,
    );
  }

  async #fly(request: RenewalRequest): Promise<TokenSet> {
    const { identity, signal } = request;
    const entry = this.#entry(identity);
    try {
      const tokenSet = await renewUnderLock(this.#ports, request);
      entry.failure = undefined;
      entry.pause.afterSuccess(tokenSet);
      this.#adopt(identity, tokenSet);
      return tokenSet;
    } catch (error) {
      // What an aborted call fails with is nobody's concern any more; it must not show up after a sign-out.
      const failure = signal.aborted ? new TokenError('cancelled') : toTokenError(error);
      if (failure.kind !== 'cancelled') {
        entry.failure = failure;
        entry.pause.afterFailure(this.#ports.clock.now(), failure.retryAfter);
      } else if (!signal.aborted) {
        // Signed out in another window.
        this.#adopt(identity, undefined);
      }
      throw failure;
    }
  }

  #announce(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#changes.fire(entry.identity);
    }
  }

  #adopt(identity: Identity, tokenSet: TokenSet | undefined): void {
    const entry = this.#entry(identity);
    if (isSameToken(entry.tokenSet, tokenSet)) {
      return;
    }
    entry.tokenSet = tokenSet;
    if (tokenSet !== undefined) {
      entry.failure = undefined;
      entry.pause.afterSuccess(tokenSet);
    }
    this.#changes.fire(identity);
  }

  #entry(identity: Identity): Entry {
    const key = identityKey(identity);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = { identity, tokenSet: undefined, failure: undefined, pause: new RetryPause() };
      this.#entries.set(key, entry);
    }
    return entry;
  }
}
