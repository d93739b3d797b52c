import { execFile } from 'node:child_process';
import { errorCode } from './lockFile';

/** ms. Git answers at once, unless it waits for a disk that sleeps. */
const longestAnswer = 10_000;

/** Bytes. */
const largestAnswer = 1_000_000;

export interface GitAnswer {
  /** The exit status, or the code of the error that kept git from running to its end; `ENOENT` where there is no such program. */
  readonly status: number | string;
  readonly output: string;
  readonly complaint: string;
}

/** Runs git in a folder, which the user must trust. Never rejects. @param input for its standard input. */
export async function git(folder: string, command: readonly string[], input = ''): Promise<GitAnswer> {
  // By `-C`, not by the working directory: Windows looks for programs there first. A monitor of the file system is a program that the repository names.
  const parameters = ['-C', folder, '-c', 'core.fsmonitor=false', ...command];
  const options = { env: environment(), timeout: longestAnswer, maxBuffer: largestAnswer, windowsHide: true };
  return new Promise((resolve) => {
    const { stdin } = execFile('git', parameters, options, (error, output, complaint) => {
      const status = error === null ? 0 : (error.code ?? errorCode(error));
      resolve({ status, output, complaint });
    });
    // It may end before it has read everything.
    stdin?.on('error', () => undefined);
    stdin?.end(input);
  });
}

/** The user's own, without what is shared with this window, and without what would make git look elsewhere; and with English complaints. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:GIT|NOMBA)_/i.test(name));
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}
