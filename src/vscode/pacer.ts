import { setImmediate } from 'node:timers/promises';

/** ms. What a person types waits no longer than this. */
const longestStretch = 8;

export interface PacerPorts {
  /** ms since some moment. */
  readonly uptime: () => number;
  /** Resolves after everything else that is due now has had its turn. */
  readonly pause: () => Promise<void>;
}

/** Makes long work give way: between two calls of {@link rest} there may be a millisecond of it. */
export class Pacer {
  readonly #ports: PacerPorts;
  #since = 0;

  constructor(ports: PacerPorts) {
    this.#ports = ports;
  }

  /** Pauses if nobody else has had a turn for {@link longestStretch} ms. */
  async rest(): Promise<void> {
    if (this.#ports.uptime() - this.#since >= longestStretch) {
      await this.#ports.pause();
      this.#since = this.#ports.uptime();
    }
  }
}

/** Gives way to everything else in the extension host, which all extensions share. */
export const othersFirst: PacerPorts = {
  uptime: () => performance.now(),
  pause: async () => setImmediate(),
};
