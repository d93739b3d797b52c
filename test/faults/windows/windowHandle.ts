import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { beforeExit } from '../../host/childProcesses';
import { without, type Interval } from './intervals';
import type { Action, Order, Outcome, Report, Snapshot, WindowSetup } from './messages';
import { waitUntil } from './waiting';

type OrderDetails = Omit<Order, 'number' | 'action'>;

/** A window process, seen from the scenario. */
export class WindowHandle {
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #snapshots: Snapshot[] = [];
  readonly #outcomes = new Map<number, Outcome>();
  readonly #stops: Interval[] = [];
  readonly #stalls: Interval[] = [];
  readonly warnings: string[] = [];
  #orders = 0;
  #stoppedAt: number | undefined;
  #isSending = false;
  #endedAt: number | undefined;
  #isToEnd = false;

  /** @param program the bundle of windowProcess.ts */
  constructor(program: string, setup: WindowSetup) {
    // Without the options of this process, which compile TypeScript.
    this.#process = fork(program, [JSON.stringify(setup)], { execArgv: [] });
    this.#exited = once(this.#process, 'exit');
    const forget = beforeExit(() => {
      this.#process.kill('SIGKILL');
    });
    void this.#exited.then(() => {
      this.#endedAt ??= Date.now();
      forget();
    });
    this.#process.on('message', (report: Report) => {
      this.#note(report);
    });
    // Sending to a process that has just ended; its end is noticed elsewhere.
    this.#process.on('error', () => undefined);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get snapshots(): readonly Snapshot[] {
    return this.#snapshots;
  }

  get latest(): Snapshot | undefined {
    return this.#snapshots.at(-1);
  }

  /** While it was stopped, it could hand out nothing. */
  get stops(): readonly Interval[] {
    return this.#stops;
  }

  /** When it could not run although it was not stopped. */
  get stalls(): readonly Interval[] {
    return this.#stops.reduce(without, this.#stalls);
  }

  /** A call is held just before it is sent. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /** Epoch ms. */
  get endedAt(): number | undefined {
    return this.#endedAt;
  }

  get isLiving(): boolean {
    return this.#endedAt === undefined;
  }

  get hasCrashed(): boolean {
    return !this.isLiving && !this.#isToEnd;
  }

  /** Resolves with `ok`, or with the kind of failure that it ended with. */
  async order(action: Action, details: OrderDetails = {}): Promise<string> {
    return (await this.orderToken(action, details)).outcome;
  }

  /** The same, and the token that it gave. */
  async orderToken(action: Action, details: OrderDetails = {}): Promise<Outcome> {
    this.#orders += 1;
    const number = this.#orders;
    if (action === 'holdNextCall' || action === 'goOn') {
      this.#isSending = false;
    }
    this.#process.send({ number, action, ...details } satisfies Order);
    await waitUntil(`“${action}” has ended`, () => this.#outcomes.has(number) || !this.isLiving, 60_000);
    return this.#outcomes.get(number) ?? { outcome: 'the process has ended', token: undefined };
  }

  stop(): void {
    this.#process.kill('SIGSTOP');
    this.#stoppedAt = Date.now();
  }

  /** After stop(). */
  wake(): void {
    this.#stops.push({ from: this.#stoppedAt ?? 0, to: Date.now() });
    this.#process.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.#isToEnd = true;
    this.#endedAt ??= Date.now();
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  /** Ends the process in order, when whatever it had under way is over; by force if that takes too long. */
  async close(): Promise<void> {
    this.#isToEnd = true;
    try {
      await this.order('close');
      await waitUntil('the process has ended', () => !this.isLiving);
    } finally {
      await this.kill();
    }
  }

  #note(report: Report): void {
    switch (report.kind) {
      case 'snapshot':
        this.#snapshots.push(report.snapshot);
        break;
      case 'done':
        this.#outcomes.set(report.number, report);
        break;
      case 'sending':
        this.#isSending = true;
        break;
      case 'stalled':
        this.#stalls.push(report.stall);
        break;
      case 'warned':
        this.warnings.push(report.message);
        break;
    }
  }
}
