import { TokenError } from './tokenError';

interface Flight<Result> {
  readonly key: string;
  readonly strength: number;
  readonly result: Promise<Result>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * At most one call under way per key in this window; whoever asks meanwhile waits for the same result, if that can be the answer to what they ask: a
 * call has a strength, and one that is weaker than what is asked is waited for, but not taken for the answer.
 *
 * A caller who cancels stops waiting. The call itself is aborted when nobody waits any more, so that one impatient consumer does not take the
 * token away from the others. An aborted call may still be on its way out when the next one starts; the lock keeps those two apart.
 */
export class Flights<Result> {
  /** Those that can be joined. */
  readonly #flights = new Map<string, Flight<Result>>();
  /** The calls of all that have not ended, retired and aborted ones, too. */
  readonly #calls = new Map<Flight<Result>, Promise<unknown>>();
  readonly #onDidChange: (key: string) => void;

  /** @param onDidChange called with a key when its flight has started, and when it has ended. */
  constructor(onDidChange: (key: string) => void) {
    this.#onDidChange = onDidChange;
  }

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Joins the flight of the key that is at least as strong, or starts one. Rejects with `cancelled` when the caller's signal aborts. */
  async join(
    key: string,
    strength: number,
    start: (signal: AbortSignal) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    if (signal?.aborted === true) {
      throw new TokenError('cancelled');
    }
    for (let weaker = this.#flights.get(key); weaker !== undefined && weaker.strength < strength;) {
      const end = weaker.result.then(
        () => undefined,
        () => undefined,
      );
      await (signal === undefined ? end : raceAbort(end, signal));
      weaker = this.#flights.get(key);
    }
    const flight = this.#flights.get(key) ?? this.#start(key, strength, start);
    flight.waiting += 1;
    try {
      return await (signal === undefined ? flight.result : raceAbort(flight.result, signal));
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        this.#end(flight);
      }
    }
  }

  /**
   * Ends the flights of the key, retired ones, too: their callers get `cancelled` at once, however long the call takes to notice.
   *
   * @param reason of the call's signal.
   */
  cancel(key: string, reason?: string): void {
    for (const flight of this.#calls.keys()) {
      if (flight.key === key) {
        this.#end(flight, reason);
      }
    }
  }

  /** Resolves when the calls that are under way now have ended, those that were aborted included. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#calls.values());
  }

  /**
   * Lets the flight of the key end by itself, for those who wait for it already. Whoever asks from now on starts another one; the lock keeps those two apart.
   */
  retire(key: string): void {
    if (this.#flights.delete(key)) {
      this.#onDidChange(key);
    }
  }

  #start(key: string, strength: number, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const abort = new AbortController();
    const call = start(abort.signal);
    const flight: Flight<Result> = {
      key,
      strength,
      result: raceAbort(call, abort.signal).finally(() => {
        this.#end(flight);
      }),
      abort,
      waiting: 0,
    };
    const ended = call.then(
      () => this.#calls.delete(flight),
      () => this.#calls.delete(flight),
    );
    this.#calls.set(flight, ended);
    this.#flights.set(key, flight);
    this.#onDidChange(key);
    return flight;
  }

  /** An aborted call makes room at once: whoever asks from now on must not get the `cancelled` of those before. */
  #end(flight: Flight<Result>, reason?: string): void {
    flight.abort.abort(reason);
    if (this.#flights.get(flight.key) === flight) {
      this.#flights.delete(flight.key);
      this.#onDidChange(flight.key);
    }
  }
}

async function raceAbort<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(new TokenError('cancelled'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    result.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
