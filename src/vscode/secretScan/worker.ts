export interface WorkerPorts {
  /** Begins the next piece of work; `undefined` when there is none, now. */
  readonly next: () => Promise<void> | undefined;
  /** A piece of work failed. The next one is begun. */
  readonly failed: (error: unknown) => void;
  /** There was nothing more to do. */
  readonly idle: () => void;
}

/** Does one piece of work after the other, as long as there is one. */
export class Worker {
  readonly #ports: WorkerPorts;
  #running: Promise<void> | undefined;

  constructor(ports: WorkerPorts) {
    this.#ports = ports;
  }

  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  /** To be called when there may be something to do. */
  run(): void {
    this.#running ??= this.#workOff();
  }

  /** Resolves when there is nothing more to do. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async #workOff(): Promise<void> {
    // What comes at the same time is there before the first look.
    await Promise.resolve();
    const { next } = this.#ports;
    for (let work = next(); work !== undefined; work = next()) {
      await work.catch(this.#ports.failed);
    }
    // At once, or what comes now would wait for what comes later.
    this.#running = undefined;
    this.#ports.idle();
  }
}
