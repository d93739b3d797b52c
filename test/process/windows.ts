import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { WindowOrder, WindowReport, WindowSetup } from './windowMessages';

/** A window process, seen from the test. */
export class Window {
  readonly #process: ChildProcess;
  /** Those that no call of reported() has passed over. */
  readonly #reports: WindowReport[] = [];
  readonly #exited: Promise<unknown>;

  /** Starts the process; it is ready at its first report. */
  constructor(setup: WindowSetup) {
    this.#process = fork(join(__dirname, 'windowProcess.ts'), [JSON.stringify(setup)], {
      execArgv: ['--import', 'tsx'],
    });
    this.#process.on('message', (report: WindowReport) => {
      this.#reports.push(report);
    });
    this.#exited = once(this.#process, 'exit');
  }

  tell(order: WindowOrder): void {
    this.#process.send(order);
  }

  /** Resolves with the first report that meets the condition, of those after the one that an earlier call has given. */
  async reported(condition: (report: WindowReport) => boolean): Promise<WindowReport> {
    for (;;) {
      for (let report = this.#reports.shift(); report !== undefined; report = this.#reports.shift()) {
        if (condition(report)) {
          return report;
        }
      }
      const ended = await Promise.race([
        once(this.#process, 'message').then(() => false),
        this.#exited.then(() => true),
      ]);
      if (ended) {
        throw new Error('The window process ended before it reported that.');
      }
    }
  }

  /** Ends the process in order: resolves with its exit code when whatever it had under way is over. */
  async close(): Promise<number | null> {
    this.tell('close');
    await this.#exited;
    return this.#process.exitCode;
  }

  /** For the end of a test that has failed. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
