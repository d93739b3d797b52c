import type { Clock, Disposable } from './ports';

/**
 * The longest the scheduler sleeps, in ms. No event tells of a suspended machine, and timers stand still while it sleeps; so the wall clock is looked at
 * this often. It also keeps every timer far from 2³¹−1 ms, beyond which `setTimeout` fires at once.
 */
const longestSleep = 30_000;

/** ms. After a renewal that changed nothing, it may still be due: this keeps the scheduler from spinning. */
const shortestSleep = 1_000;

export interface RenewalSchedule {
  /** ms until something is to be renewed, 0 or less when it is due, or until an earlier moment to look at; `undefined` when nothing is. Asked anew at every tick. */
  readonly untilDue: () => number | undefined;
  /**
   * Looks at what other windows may have changed without a word: the store's events can be lost. A token that was replaced or revoked elsewhere would otherwise
   * be handed out here until it is due. Called at every tick; whoever finds a change pokes.
   */
  readonly look: () => void;
  /** Renews. It handles its own failures; afterwards `untilDue` says when to try again. */
  readonly renew: () => Promise<void>;
}

/** Renews before expiry. It trusts no timer: at each tick it asks anew, and the answer is made from the clocks. */
export class RenewalScheduler {
  readonly #clock: Clock;
  readonly #schedule: RenewalSchedule;
  #timer: Disposable | undefined;
  #renewing = false;
  #disposed = false;

  constructor(clock: Clock, schedule: RenewalSchedule) {
    this.#clock = clock;
    this.#schedule = schedule;
  }

  /** Something has changed (a token, a setting, the focus of the window): look at the clock now. Also the way to start. */
  poke(): void {
    if (this.#disposed || this.#renewing) {
      return;
    }
    const wait = this.#untilDue();
    if (wait > 0) {
      this.#sleep(wait);
    } else {
      this.#timer?.dispose();
      void this.#renew();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
  }

  async #renew(): Promise<void> {
    this.#renewing = true;
    try {
      await this.#schedule.renew();
    } finally {
      this.#renewing = false;
      if (!this.#disposed) {
        this.#sleep(Math.max(this.#untilDue(), shortestSleep));
      }
    }
  }

  #untilDue(): number {
    return this.#schedule.untilDue() ?? longestSleep;
  }

  #sleep(wait: number): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.setTimer(
      () => {
        this.#schedule.look();
        this.poke();
      },
      Math.min(wait, longestSleep),
    );
  }
}
