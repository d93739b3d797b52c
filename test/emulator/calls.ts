import { createHash } from 'node:crypto';
import type { CallKind, FaultAction } from './faults';

/** One call that the emulator was asked, without anything secret in it. */
export interface RecordedCall {
  /** 1 for the first call since the start or the last reset(). */
  readonly number: number;
  readonly kind: CallKind;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly accountId: string | undefined;
  /** bearerFingerprint() of the token that came with it. */
  readonly bearer: string | undefined;
  /** When it arrived, epoch ms by the machine's clock (not the emulator's). */
  readonly at: number;
  readonly fault: FaultAction['type'] | undefined;
  /** Whether the server did its work, be it a refusal: false when a fault came before that. */
  readonly processed: boolean;
  /** The status that was sent; undefined while unanswered, and for good after a reset or silence. */
  readonly status: number | undefined;
}

/** What a record keeps of a token: the first 16 hexadecimal digits of its SHA-256. */
export function bearerFingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}

interface Waiter {
  readonly kind: CallKind | 'any';
  readonly count: number;
  readonly resolve: () => void;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What the emulator was asked, in order of arrival. */
export class CallRecord {
  #calls: Mutable<RecordedCall>[] = [];
  #waiters: Waiter[] = [];

  /** Copies: what was returned does not change later. */
  get all(): readonly RecordedCall[] {
    return this.#calls.map((call) => ({ ...call }));
  }

  /** Records an arrival; the caller completes the entry that it gets back. */
  arrived(call: Omit<RecordedCall, 'number' | 'processed' | 'status'>): Mutable<RecordedCall> {
    const entry = { number: this.#calls.length + 1, ...call, processed: false, status: undefined };
    this.#calls.push(entry);
    const met = this.#waiters.filter((waiter) => this.#count(waiter.kind) >= waiter.count);
    this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) {
      waiter.resolve();
    }
    return entry;
  }

  /** Resolves as soon as so many calls of the kind have arrived (answered or not) since the last clear(). */
  async waitFor(kind: CallKind | 'any', count: number): Promise<void> {
    if (this.#count(kind) >= count) {
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiters.push({ kind, count, resolve });
    });
  }

  clear(): void {
    this.#calls = [];
  }

  #count(kind: CallKind | 'any'): number {
    return this.#calls.filter((call) => kind === 'any' || call.kind === kind).length;
  }
}
