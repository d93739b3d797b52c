import * as v from 'valibot';
import { parseInput } from './input';

/** Which of Nomba's calls it was; `unknown` is a path or method that Nomba does not have. */
export type CallKind = 'issue' | 'refresh' | 'revoke' | 'api' | 'unknown';

/**
 * When it happens: before the server did anything, or after it did the whole work (a token was issued, rotated or
 * revoked) that the client then never hears of.
 */
type WorkMoment = 'before' | 'after';

/**
 * What goes wrong with one call. "The true answer" is what the call would have got without the fault; a fault that
 * sends it, or a part of it, has done the work.
 *
 * A name that does not resolve, a refused connection (close the emulator), a connect timeout and a TLS error
 * (say https to it) happen before a server is reached, so there is no fault for them.
 */
export type FaultAction =
  /**
   * Any answer at all: status, headers (`Location`, `Retry-After`, `Content-Encoding`…), and a body that is text
   * (sent as it is: duplicate keys, broken JSON), missing (empty), or anything else (sent as JSON). The work is not
   * done unless `moment` is `after`. `charset` is how the text becomes bytes, whatever `Content-Type` claims.
   */
  | {
      readonly type: 'respond';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly charset?: 'utf8' | 'utf16le' | 'latin1';
      readonly moment?: WorkMoment;
    }
  /** An edge's HTML page instead of the API, 403 unless `status` says otherwise. The work is not done. */
  | { readonly type: 'html'; readonly status?: number }
  /** The first half of the true answer, as a complete HTTP message. */
  | { readonly type: 'truncatedJson' }
  /** The true answer with fields of `data` replaced or missing: odd `expiresAt`, null, wrong types. */
  | {
      readonly type: 'changedData';
      readonly set?: Readonly<Record<string, unknown>>;
      readonly remove?: readonly string[];
    }
  /** The connection breaks: before the work, after it, or `during` the true answer (headers and half of the body arrive). */
  | { readonly type: 'reset'; readonly moment: WorkMoment | 'during' }
  /** No answer ever; the connection stays open until the client or close() ends it. */
  | { readonly type: 'silence'; readonly moment: WorkMoment }
  /** The true answer once releaseHeld() is called: an event to wait for where a latency would be a guess. */
  | { readonly type: 'hold'; readonly moment: WorkMoment }
  /** The call waits so many ms, then the work is done and the true answer given. */
  | { readonly type: 'latency'; readonly ms: number }
  /** The work is done at once, the true answer comes so many ms later. */
  | { readonly type: 'delay'; readonly ms: number }
  /** The true answer, `chunkBytes` at a time with `intervalMs` between. */
  | { readonly type: 'slowDrip'; readonly chunkBytes: number; readonly intervalMs: number }
  /** A success of so many bytes of text, streamed without Content-Length; with `gzip` a small bomb. The work is not done. */
  | { readonly type: 'oversized'; readonly bytes: number; readonly gzip?: boolean }
  /** The true answer, honestly compressed, whether the client accepts that or not. */
  | { readonly type: 'gzip' };

/** Which calls a fault waits for. */
interface FaultTarget {
  /** `any` unless given. */
  readonly kind?: CallKind | 'any';
  /** How many calls it hits before it is used up, 1 unless given; `always` until reset(). */
  readonly count?: number | 'always';
  /** Hits only each n-th matching call: with 5 and `always`, 20 % of the calls. */
  readonly every?: number;
}

export type Fault = FaultAction & FaultTarget;

const positiveInteger = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const ms = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const status = v.pipe(v.number(), v.safeInteger(), v.minValue(200), v.maxValue(599));
const moment = v.picklist(['before', 'after']);
const target = {
  kind: v.exactOptional(v.picklist(['issue', 'refresh', 'revoke', 'api', 'unknown', 'any'])),
  count: v.exactOptional(v.union([positiveInteger, v.literal('always')])),
  every: v.exactOptional(positiveInteger),
};

const faultSchema: v.GenericSchema<unknown, Fault> = v.variant('type', [
  v.strictObject({
    type: v.literal('respond'),
    status,
    headers: v.exactOptional(v.record(v.string(), v.string())),
    body: v.exactOptional(v.unknown()),
    charset: v.exactOptional(v.picklist(['utf8', 'utf16le', 'latin1'])),
    moment: v.exactOptional(moment),
    ...target,
  }),
  v.strictObject({ type: v.literal('html'), status: v.exactOptional(status), ...target }),
  v.strictObject({ type: v.literal('truncatedJson'), ...target }),
  v.strictObject({
    type: v.literal('changedData'),
    set: v.exactOptional(v.record(v.string(), v.unknown())),
    remove: v.exactOptional(v.array(v.string())),
    ...target,
  }),
  v.strictObject({ type: v.literal('reset'), moment: v.picklist(['before', 'after', 'during']), ...target }),
  v.strictObject({ type: v.literal('silence'), moment, ...target }),
  v.strictObject({ type: v.literal('hold'), moment, ...target }),
  v.strictObject({ type: v.literal('latency'), ms, ...target }),
  v.strictObject({ type: v.literal('delay'), ms, ...target }),
  v.strictObject({
    type: v.literal('slowDrip'),
    chunkBytes: positiveInteger,
    intervalMs: ms,
    ...target,
  }),
  v.strictObject({
    type: v.literal('oversized'),
    bytes: positiveInteger,
    gzip: v.exactOptional(v.boolean()),
    ...target,
  }),
  v.strictObject({ type: v.literal('gzip'), ...target }),
]);

interface QueuedFault {
  readonly fault: Fault;
  /** Calls that matched so far, hit or not. */
  matched: number;
  hits: number;
}

/** The faults that wait for their calls, first come first served. */
export class FaultQueue {
  #queued: QueuedFault[] = [];

  /** Throws EmulatorInputError when it is not a fault. */
  add(fault: unknown): void {
    this.#queued.push({ fault: parseInput(faultSchema, fault), matched: 0, hits: 0 });
  }

  /** The fault that hits this call, if any; at most one does. */
  take(kind: CallKind): Fault | undefined {
    for (const queued of this.#queued) {
      const { kind: wanted = 'any', count = 1, every = 1 } = queued.fault;
      if (wanted !== 'any' && wanted !== kind) {
        continue;
      }
      queued.matched += 1;
      if (queued.matched % every !== 0) {
        continue;
      }
      queued.hits += 1;
      if (queued.hits === count) {
        this.#queued = this.#queued.filter((other) => other !== queued);
      }
      return queued.fault;
    }
    return undefined;
  }

  /** Those that are not used up. */
  get waiting(): readonly Fault[] {
    return this.#queued.map((queued) => queued.fault);
  }

  clear(): void {
    this.#queued = [];
  }
}
