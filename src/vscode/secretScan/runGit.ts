import { spawn } from 'node:child_process';
import type { RunGit } from './gitStates';

/** ms. */
const longestRun = 10_000;

/** Bytes. */
const longestOutput = 1_000_000;

/** A repository may have a program set that runs at each look at its index. */
const options = ['-c', 'core.fsmonitor=false', '--no-optional-locks'];

export const runGit: RunGit = async (folder, parts, input) =>
  new Promise((resolve) => {
    // Not in the folder but by -C: Windows would take a git.exe that lies there for git.
    const git = spawn('git', ['-C', folder, ...options, ...parts], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: longestRun,
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let length = 0;
    git.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > longestOutput) {
        git.kill();
      }
    });
    git.on('error', () => {
      resolve(undefined);
    });
    git.on('close', (code) => {
      resolve(code === 0 || code === 1 ? Buffer.concat(chunks).toString() : undefined);
    });
    // It may end before it has read everything.
    git.stdin.on('error', () => undefined);
    git.stdin.end(input);
  });

/** Without the token that is shared with this process, which is none of git's business, and without what would make git look elsewhere. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:GIT|NOMBA)_/i.test(name)));
}
