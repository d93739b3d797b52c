import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A git without the settings of whoever runs the tests. */
const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

export async function git(folder: string, ...command: readonly string[]): Promise<void> {
  await run('git', ['-C', folder, ...command], { env: environment });
}

const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid'];

async function commit(folder: string): Promise<void> {
  await git(folder, ...author, 'commit', '--allow-empty', '--message', 'empty');
}

/** Makes a repository in the folder, and a work tree of it within. @returns the folder of the work tree. */
export async function addWorkTree(folder: string): Promise<string> {
  await git(folder, 'init');
  await commit(folder);
  await git(folder, 'worktree', 'add', 'tree');
  return path.join(folder, 'tree');
}

/** Makes a repository in the folder, with a submodule. @returns the folder of the submodule. */
export async function addSubmodule(folder: string): Promise<string> {
  const library = path.join(folder, 'library');
  await mkdir(library);
  await git(library, 'init');
  await commit(library);
  await git(folder, 'init');
  await git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', './library', 'module');
  return path.join(folder, 'module');
}
