import { execFile, type ChildProcess } from 'node:child_process';
import { errorCode } from './lockFile';

/** ms. Git answers at once, unless it waits for a disk that sleeps. */
const longestAnswer = 10_000;

/** The status of a git that was ended because it took too long, or because nobody wanted its answer any more. */
export const tookTooLong = 'ETIMEDOUT';

/** Bytes. */
const largestAnswer = 1_000_000;

export interface GitAnswer {
  /** The exit status, or the code of the error that kept git from running to its end; `ENOENT` where there is no such program. */
  readonly status: number | string;
  readonly output: string;
  readonly complaint: string;
}

/**
 * Runs git in a folder, which the user must trust. Never rejects.
 *
 * @param input for its standard input.
 * @param signal ends it early.
 */
export async function git(
  folder: string,
  command: readonly string[],
  input = '',
  signal?: AbortSignal,
): Promise<GitAnswer> {
  // By `-C`, not by the working directory: Windows looks for programs there first. A monitor of the file system is a program that the repository names.
  const parameters = ['-C', folder, '-c', 'core.fsmonitor=false', ...command];
  const options = { env: environment(), maxBuffer: largestAnswer, windowsHide: true };
  if (signal?.aborted === true) {
    return unanswered;
  }
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = execFile('git', parameters, options, (error, output, complaint) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
        const status = error === null ? 0 : (error.code ?? errorCode(error));
        resolve({ status, output, complaint });
      });
    } catch (error) {
      // Some reasons not to begin are thrown, not handed over: a command that is too long for the system is one.
      resolve({ status: errorCode(error), output: '', complaint: '' });
      return;
    }
    const stop = (): void => {
      // A program that hangs may not heed anything else; and one that waits for its disk does not even end by this, so nobody waits for its end.
      child.kill('SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(unanswered);
    };
    const timer = setTimeout(stop, longestAnswer);
    signal?.addEventListener('abort', stop, { once: true });
    const { stdin } = child;
    // It may end before it has read everything.
    stdin?.on('error', () => undefined);
    stdin?.end(input);
  });
}

const unanswered: GitAnswer = { status: tookTooLong, output: '', complaint: '' };

/** The user's own, without what is shared with this window, and without what would make git look elsewhere; and with English complaints. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:GIT|NOMBA)_/i.test(name));
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}
