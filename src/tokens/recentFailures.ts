import type { Identity } from '../profiles/profile';
import type { FailureKind } from './tokenError';

/** Nothing of what a server said: only what kind of failure it was. */
export interface RecentFailure {
  /** Epoch ms. */
  readonly at: number;
  readonly identity: Identity;
  readonly kind: FailureKind;
}

const kept = 10;

/** The last failures of this window, for whoever wants to find out what goes wrong. */
export class RecentFailures {
  #list: readonly RecentFailure[] = [];

  /** Newest first, ten at most. */
  get list(): readonly RecentFailure[] {
    return this.#list;
  }

  add(failure: RecentFailure): void {
    this.#list = [failure, ...this.#list].slice(0, kept);
  }
}
