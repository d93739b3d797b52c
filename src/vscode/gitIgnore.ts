import { execFile } from 'node:child_process';
import path from 'node:path';
import { errorCode } from './lockFile';

/** ms. Git answers at once, unless it waits for a disk that sleeps. */
const longestAnswer = 5_000;

/** Bytes. The answers are a path, or nothing. */
const largestAnswer = 64_000;

/**
 * What git does with a file. `noGit`: there is no such program. `unknown`: git does not say, because the repository is damaged or another user's, for one; then it must be
 * taken for the worst.
 */
export type GitStanding = 'ignored' | 'notIgnored' | 'tracked' | 'noRepository' | 'noGit' | 'unknown';

/** Asks git itself, since what is ignored depends on files in many places. The file need not be there; its folder must. To be asked in folders only that the user trusts. */
export async function gitStanding(file: string): Promise<GitStanding> {
  const repository = await repositoryOf(file);
  if (typeof repository === 'string') {
    return repository;
  }
  // A colon at the beginning would be taken for something else, which the other command cannot be told to leave.
  const name = `./${path.basename(file)}`;
  const tracked = await git(file, ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name]);
  if (tracked.status === 0) {
    return 'tracked';
  }
  const ignored = await git(file, ['check-ignore', '--quiet', '--', name]);
  if (tracked.status !== 1 || (ignored.status !== 0 && ignored.status !== 1)) {
    return 'unknown';
  }
  return ignored.status === 0 ? 'ignored' : 'notIgnored';
}

/** The root of the repository that a file lies in; `undefined` where there is none, or git does not say. */
export async function repositoryRoot(file: string): Promise<string | undefined> {
  const repository = await repositoryOf(file);
  return typeof repository === 'string' ? undefined : repository.root;
}

async function repositoryOf(
  file: string,
): Promise<{ readonly root: string } | 'noRepository' | 'noGit' | 'unknown'> {
  const { status, output, complaint } = await git(file, ['rev-parse', '--show-toplevel']);
  if (status === 0) {
    return { root: path.normalize(output.replace(/\r?\n$/, '')) };
  }
  if (status === 'ENOENT') {
    return 'noGit';
  }
  // The same status stands for a repository that git refuses to look at.
  return status === 128 && complaint.includes('not a git repository') ? 'noRepository' : 'unknown';
}

interface Answer {
  /** The exit status, or the code of the error that kept git from running. */
  readonly status: number | string;
  readonly output: string;
  readonly complaint: string;
}

async function git(file: string, command: readonly string[]): Promise<Answer> {
  // By `-C`, not by the working directory: Windows looks for programs there first. A monitor of the file system is a program that the repository names.
  const parameters = ['-C', path.dirname(file), '-c', 'core.fsmonitor=false', ...command];
  const options = { env: environment(), timeout: longestAnswer, maxBuffer: largestAnswer, windowsHide: true };
  return new Promise((resolve) => {
    execFile('git', parameters, options, (error, output, complaint) => {
      const status = error === null ? 0 : (error.code ?? errorCode(error));
      resolve({ status, output, complaint });
    });
  });
}

/** The user's own, without what is shared with this window, and without what would make git look elsewhere; and with English complaints. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:GIT|NOMBA)_/i.test(name));
  return { ...Object.fromEntries(own), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}
