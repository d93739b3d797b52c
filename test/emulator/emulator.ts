import { bearerFingerprint } from './calls';
import type { RecordedCall } from './calls';
import type { EmulatorClient } from './clients';
import { controlPath } from './control';
import type { CallKind, Fault } from './faults';
import type { EmulatorOptions } from './options';
import type { EmulatorState } from './state';
import type { IssuedTokens } from './tokens';

/** A running emulator, as a test holds it. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, without `/v1`. */
  readonly baseUrl: string;
  /** Where the control endpoint is: `${baseUrl}/__control`. */
  readonly controlUrl: string;
  readonly options: EmulatorOptions;
  /** From the next call on. Throws EmulatorInputError, and changes nothing, for what does not exist. */
  setOptions(change: Partial<EmulatorOptions>): void;
  readonly clients: readonly EmulatorClient[];
  /** Replaces the credentials that it knows, as when a secret is renewed in the dashboard; tokens stay good. */
  setClients(clients: readonly EmulatorClient[]): void;
  /** Makes coming calls fail, in this order. */
  queueFault(...faults: readonly Fault[]): void;
  /** Faults that still wait for their calls. */
  readonly waitingFaults: readonly Fault[];
  /** What it was asked since the start or the last reset(), in order of arrival. */
  readonly calls: readonly RecordedCall[];
  /** Resolves when so many calls of the kind have arrived, answered or not. */
  waitForCalls(kind: CallKind | 'any', count: number): Promise<void>;
  /** Whether a recorded call of the kind (any unless given) came with this token. */
  sawBearer(token: string, kind?: CallKind): boolean;
  /** The token pairs whose access token is good now, oldest first. */
  readonly currentTokens: readonly IssuedTokens[];
  /** Ends every session, as if somebody else had done it. */
  revokeAll(): void;
  /** Lets the calls go on that a `hold` fault has stopped. */
  releaseHeld(): void;
  /** Back to the start: options, clients, sessions, faults, calls. */
  reset(): void;
  /** Ends every connection, answered or not, and the server; can be called twice. */
  close(): Promise<void>;
}

/** Puts the test's handle before the state of a server that is listening. */
export function createEmulator(state: EmulatorState, baseUrl: string, close: () => Promise<void>): Emulator {
  return {
    baseUrl,
    controlUrl: `${baseUrl}${controlPath}`,
    get options() {
      return state.options;
    },
    setOptions(change) {
      state.changeOptions(change);
    },
    get clients() {
      return state.clients;
    },
    setClients(clients) {
      state.clients = clients;
    },
    queueFault(...faults) {
      for (const fault of faults) {
        state.faults.add(fault);
      }
    },
    get waitingFaults() {
      return state.faults.waiting;
    },
    get calls() {
      return state.calls.all;
    },
    async waitForCalls(kind, count) {
      await state.calls.waitFor(kind, count);
    },
    sawBearer(token, kind) {
      const bearer = bearerFingerprint(token);
      return state.calls.all.some(
        (call) => call.bearer === bearer && (kind === undefined || call.kind === kind),
      );
    },
    get currentTokens() {
      return state.tokens.current;
    },
    revokeAll() {
      state.tokens.revokeAll();
    },
    releaseHeld() {
      state.held.releaseAll();
    },
    reset() {
      state.reset();
    },
    close,
  };
}
