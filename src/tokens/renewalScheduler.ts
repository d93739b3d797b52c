import type { Clock, Disposable } from './ports';

/**
 * The longest the scheduler sleeps, in ms. No event tells of a suspended machine, and timers stand still while it sleeps; so the wall clock is looked at
 * this often. It also keeps every timer far from 2³¹−1 ms, beyond which `setTimeout` fires at once.
 */
const longestSleep = 30_000;

/** ms. After a renewal that changed nothing, `due` may still lie in the past: this keeps the scheduler from spinning. */
const shortestSleep = 1_000;

export interface RenewalSchedule {
  /** Epoch ms; `undefined` when nothing is to be renewed. Asked anew at every tick. */
  readonly due: () => number | undefined;
  /** Renews. It handles its own failures; afterwards `due` says when to try again. */
  readonly renew: () => Promise<void>;
}

/** Renews before expiry. It keeps a deadline, not a delay: each tick compares it with the wall clock. */
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
    const due = this.#schedule.due();
    return due === undefined ? longestSleep : due - this.#clock.now();
  }

  #sleep(wait: number): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.setTimer(
      () => {
        this.poke();
      },
      Math.min(wait, longestSleep),
    );
  }
}
