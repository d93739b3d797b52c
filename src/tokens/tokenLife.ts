import { identityKey, type Identity } from '../profiles/profile';
import { elapsedSince, momentOf, type Moment } from './elapsed';
import { isStillborn, renewalTime } from './expiry';
import type { Clock } from './ports';
import { isSameToken, type TokenSet } from './tokenSet';

/** ms. A clock that is corrected by less was not put back, it is being kept in time. */
const clockCorrection = 60_000;

interface Sighting {
  readonly tokenSet: TokenSet;
  readonly moment: Moment;
}

/**
 * What a token is worth now, although the wall clock may be put back. By that clock alone a dead token would come alive again, and stay so for as long as the
 * clock was put back. So the time that has passed since this window saw the token counts, too; and a token that comes out of the future, because the clock
 * was put back since, is to be renewed at once. (A clock that was put back by less than the token's age, before this window saw it, cannot be noticed.)
 */
export class TokenLife {
  readonly #clock: Clock;
  readonly #leadTime: () => number;
  /** By identity key. */
  readonly #sightings = new Map<string, Sighting>();

  /** @param leadTime ms, asked for each time. */
  constructor(clock: Clock, leadTime: () => number) {
    this.#clock = clock;
    this.#leadTime = leadTime;
  }

  /** To be told of each token as soon as this window sees it; from then on its time is counted. */
  sees(tokenSet: TokenSet): void {
    if (this.#sightingOf(tokenSet) === undefined) {
      this.#sightings.set(identityKey(tokenSet.identity), { tokenSet, moment: momentOf(this.#clock) });
    }
  }

  /** To be told when there is no token of an identity any more: nothing of it is kept. */
  forgets(identity: Identity): void {
    this.#sightings.delete(identityKey(identity));
  }

  isAlive(tokenSet: TokenSet): boolean {
    if (isStillborn(tokenSet)) {
      return false;
    }
    const sighting = this.#sightingOf(tokenSet);
    const now = sighting && sighting.moment.wall + elapsedSince(sighting.moment, this.#clock);
    return (now ?? this.#clock.now()) < tokenSet.expiresAt;
  }

  /** Alive, and not yet due for renewal. */
  isFresh(tokenSet: TokenSet): boolean {
    return this.isAlive(tokenSet) && this.untilRenewal(tokenSet) > 0;
  }

  /** ms until the token should be renewed; 0 or less when it is due. */
  untilRenewal(tokenSet: TokenSet): number {
    return tokenSet.isDoubtful === true || this.#isFromTheFuture(tokenSet)
      ? 0
      : renewalTime(tokenSet, this.#leadTime()) - this.#clock.now();
  }

  #isFromTheFuture(tokenSet: TokenSet): boolean {
    const seen = this.#sightingOf(tokenSet)?.moment;
    const sinceSeen = seen === undefined ? 0 : seen.wall + this.#clock.uptime() - seen.uptime;
    return this.#clock.now() < Math.max(tokenSet.issuedAt, sinceSeen) - clockCorrection;
  }

  #sightingOf(tokenSet: TokenSet): Sighting | undefined {
    const sighting = this.#sightings.get(identityKey(tokenSet.identity));
    return sighting !== undefined && isSameToken(sighting.tokenSet, tokenSet) ? sighting : undefined;
  }
}
