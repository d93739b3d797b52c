import type { Clock, Disposable } from '../../tokens/ports';

/** ms. Whoever types does not want a squiggle in the middle of a word; and changes come in crowds. */
export const crowdEnd = 300;

/** ms. What never stops to change is looked at now and then. */
const longestCrowd = 3_000;

/** Tells when changes that come close together have come to an end. */
export class Crowd {
  readonly #clock: Pick<Clock, 'setTimer' | 'uptime'>;
  readonly #ended: () => void;
  #timer: Disposable | undefined;
  /** Uptime in ms. */
  #since: number | undefined;

  constructor(clock: Pick<Clock, 'setTimer' | 'uptime'>, ended: () => void) {
    this.#clock = clock;
    this.#ended = ended;
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  /** Something has changed. */
  add(): void {
    const now = this.#clock.uptime();
    this.#since ??= now;
    this.#timer?.dispose();
    const delay = Math.min(crowdEnd, Math.max(0, this.#since + longestCrowd - now));
    this.#timer = this.#clock.setTimer(() => {
      this.#since = undefined;
      this.#ended();
    }, delay);
  }
}
