import type { Clock, Disposable } from '../../src/tokens/ports';

interface Timer {
  readonly callback: () => void;
  /** ms of waking time since the clock was made. */
  readonly at: number;
}

/**
 * A clock that stands still until a test moves it. As on a real machine there are two times: the wall clock, and the waking time by which timers
 * run and which stops while the machine sleeps.
 */
export class FakeClock implements Clock {
  #wall: number;
  #awake = 0;
  readonly #timers = new Set<Timer>();

  /** @param now epoch ms */
  constructor(now = Date.UTC(2026, 0, 30, 12)) {
    this.#wall = now;
  }

  now(): number {
    return this.#wall;
  }

  uptime(): number {
    return this.#awake;
  }

  setTimer(callback: () => void, delay: number): Disposable {
    // Whole ones, as on a real machine: what is left of a fraction may be too small to move the clock, and whoever sleeps for that would wake up for ever.
    const timer = { callback, at: this.#awake + Math.max(0, Math.ceil(delay)) };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** How many ms each waiting timer has still to run, soonest first. */
  get waiting(): readonly number[] {
    return [...this.#timers].map((timer) => timer.at - this.#awake).sort((one, other) => one - other);
  }

  /** Lets so many ms pass, awake: fires what falls due, in order, and lets everything settle after each timer. */
  async advance(ms: number): Promise<void> {
    await settled();
    const end = this.#awake + ms;
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#wall += timer.at - this.#awake;
      this.#awake = timer.at;
      timer.callback();
      await settled();
    }
    this.#wall += end - this.#awake;
    this.#awake = end;
  }

  /** The machine sleeps for so many ms, or somebody sets its clock (back, if negative): no timer fires and none comes nearer. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  #next(end: number): Timer | undefined {
    return [...this.#timers]
      .filter((timer) => timer.at <= end)
      .reduce<Timer | undefined>(
        (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
        undefined,
      );
  }
}

/** Resolves when every promise that can go on without a timer or the outside world has done so. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
