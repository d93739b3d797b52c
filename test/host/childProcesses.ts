import { spawn, type ChildProcess } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

const cleanups = new Set<() => void>();
let listening = false;

/**
 * Registers synchronous work for the moment this process ends, however it ends short of SIGKILL, so that Ctrl+C leaves nothing running.
 *
 * @returns a function that takes the registration back
 */
export function beforeExit(cleanup: () => void): () => void {
  if (!listening) {
    listening = true;
    process.on('exit', () => {
      for (const work of cleanups) {
        work();
      }
    });
    // These signals end a process without an 'exit' event unless somebody listens.
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      process.on(signal, () => process.exit(code));
    }
  }
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/** A child that leads a process group of its own, so that its children can be ended with it. */
export interface Group {
  readonly process: ChildProcess;
  /** Resolves when the child has ended. */
  readonly ended: Promise<void>;
  /** Ends the whole group: politely, and after 3 s by force. */
  end(): Promise<void>;
}

/** Starts a child as leader of its own process group; stdin is closed, stdout and stderr are pipes. */
export function startGroup(
  command: string,
  parameters: readonly string[],
  options: { cwd?: string; env: Environment },
): Group {
  const child = spawn(command, parameters, {
    cwd: options.cwd,
    env: options.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) {
      return;
    }
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch {
      // Nobody of the group is left.
    }
  };
  const forget = beforeExit(() => {
    signalGroup('SIGKILL');
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  return {
    process: child,
    ended,
    async end() {
      signalGroup('SIGTERM');
      const force = setTimeout(() => {
        signalGroup('SIGKILL');
      }, 3000);
      await ended;
      clearTimeout(force);
      // The leader is gone; whoever of its children ignored the polite signal goes now.
      signalGroup('SIGKILL');
      forget();
    },
  };
}

/**
 * Runs a command to its end.
 *
 * @returns its exit code (undefined when it could not start, was killed or took longer than `timeoutMs`), how it ended in words, and all it printed
 */
export async function run(
  command: string,
  parameters: readonly string[],
  options: { cwd?: string; env: Environment; timeoutMs: number },
): Promise<{ exitCode: number | undefined; ending: string; output: string }> {
  const group = startGroup(command, parameters, options);
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  group.process.stdout?.on('data', collect);
  group.process.stderr?.on('data', collect);
  let failure: string | undefined;
  group.process.once('error', (error) => {
    failure = error.message;
  });
  const timer = setTimeout(() => {
    failure = `no end after ${options.timeoutMs / 1000} s`;
    void group.end();
  }, options.timeoutMs);
  await group.ended;
  clearTimeout(timer);
  await group.end();
  const exitCode = failure === undefined ? (group.process.exitCode ?? undefined) : undefined;
  return { exitCode, ending: failure ?? `exit code ${exitCode ?? 'none'}`, output };
}

/** Resolves with the first match of `pattern` in what the child prints; rejects when the child ends or `timeoutMs` pass before that. */
export async function waitForOutput(
  group: Group,
  pattern: RegExp,
  timeoutMs: number,
): Promise<RegExpExecArray> {
  let output = '';
  const lastWords = (): string => output.trim().slice(-1500);
  const found = new Promise<RegExpExecArray>((resolve) => {
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = pattern.exec(output);
      if (match !== null) {
        resolve(match);
      }
    };
    group.process.stdout?.on('data', look);
    group.process.stderr?.on('data', look);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The process was not ready after ${timeoutMs / 1000} s: ${lastWords()}`));
    }, timeoutMs);
  });
  const early = group.ended.then(() => {
    throw new Error(`The process ended before it was ready: ${lastWords()}`);
  });
  try {
    return await Promise.race([found, early, late]);
  } finally {
    clearTimeout(timer);
  }
}
