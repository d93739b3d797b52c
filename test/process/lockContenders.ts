import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a contender process is started with: one JSON argument. */
export interface ContenderSetup {
  /** Of the lock. */
  readonly folder: string;
  /** ms */
  readonly patience: number;
  /** ms */
  readonly stale: number;
  /** A file with a number, to which the process adds 1 so many times; with 0 times it holds the lock once, until it is told to go on. */
  readonly counter: string;
  readonly times: number;
}

/** What a contender process reports. The changes are those of what all modules of a process share, by name, since before the lock's was loaded. */
export type ContenderReport =
  | { readonly kind: 'ready'; readonly changes: readonly string[] }
  | { readonly kind: 'working' }
  | { readonly kind: 'logged'; readonly message: string }
  | { readonly kind: 'done'; readonly changes: readonly string[] };

/** A contender process, seen from the test. */
export class Contender {
  readonly #process: ChildProcess;
  readonly #reports: ContenderReport[] = [];
  readonly exited: Promise<unknown>;

  /** Starts the process; it begins when it is told to go on after it is ready. */
  constructor(setup: ContenderSetup) {
    this.#process = fork(join(__dirname, 'lockContenderProcess.ts'), [JSON.stringify(setup)], {
      execArgv: ['--import', 'tsx'],
    });
    this.#process.on('message', (report: ContenderReport) => {
      this.#reports.push(report);
    });
    this.exited = once(this.#process, 'exit');
  }

  get reports(): readonly ContenderReport[] {
    return this.#reports;
  }

  /** To begin, and to end the work that it holds the lock for. */
  goOn(): void {
    this.#process.send('go on');
  }

  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
    this.#process.kill(name);
  }

  /** Resolves with this contender when it has reported such a thing. */
  async reported(kind: ContenderReport['kind']): Promise<this> {
    while (!this.#reports.some((report) => report.kind === kind)) {
      const ended = await Promise.race([
        once(this.#process, 'message').then(() => false),
        this.exited.then(() => true),
      ]);
      if (ended) {
        throw new Error(`The contender process ended before it reported that it is ${kind}.`);
      }
    }
    return this;
  }
}
