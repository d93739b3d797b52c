import { CallRecord } from './calls';
import { emulatorCredentials, productionEmulatorCredentials } from './clients';
import type { EmulatorClient } from './clients';
import { FaultQueue } from './faults';
import { HeldCalls } from './held';
import { parseInput } from './input';
import { defaultOptions, optionsChangeSchema } from './options';
import type { EmulatorOptions } from './options';
import { RateLimiter } from './rateLimit';
import { TokenSessions } from './tokens';

/** Everything an emulator remembers. */
export class EmulatorState {
  readonly calls = new CallRecord();
  readonly faults = new FaultQueue();
  readonly held = new HeldCalls();
  readonly rateLimiter = new RateLimiter();
  readonly tokens: TokenSessions;
  readonly #startOptions: EmulatorOptions;
  readonly #startClients: readonly EmulatorClient[];
  #options: EmulatorOptions;
  clients: readonly EmulatorClient[];

  /** Throws EmulatorInputError for an option that it does not know. */
  constructor(
    options: Partial<EmulatorOptions>,
    clients: readonly EmulatorClient[] = [emulatorCredentials, productionEmulatorCredentials],
  ) {
    this.#startOptions = { ...defaultOptions, ...parseInput(optionsChangeSchema, options) };
    this.#startClients = clients;
    this.#options = this.#startOptions;
    this.clients = clients;
    this.tokens = new TokenSessions(
      () => this.#options,
      () => this.now(),
    );
  }

  get options(): EmulatorOptions {
    return this.#options;
  }

  /** Throws EmulatorInputError, and changes nothing, when a part is wrong. */
  changeOptions(change: unknown): EmulatorOptions {
    this.#options = { ...this.#options, ...parseInput(optionsChangeSchema, change) };
    return this.#options;
  }

  /** Epoch ms as the emulator believes it to be. */
  now(): number {
    return Date.now() + this.#options.clockOffsetMs;
  }

  /** As it was at the start: options, clients, no sessions, no faults, no calls; held calls go on. */
  reset(): void {
    this.#options = this.#startOptions;
    this.clients = this.#startClients;
    this.tokens.revokeAll();
    this.faults.clear();
    this.calls.clear();
    this.rateLimiter.clear();
    this.held.releaseAll();
  }
}
