import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git';
import { nameIn, outerQuestion, takenByOuter } from './outerRepository';

/**
 * What git does with a file. `noGit`: there is no such program. `unknown`: git does not say, because the repository is damaged or another user's, for one; then it must be
 * taken for the worst.
 */
export type GitStanding = 'ignored' | 'notIgnored' | 'tracked' | 'noRepository' | 'noGit' | 'unknown';

/** Asks git itself, since what is ignored depends on files in many places. The file need not be there; its folder must. To be asked in folders only that the user trusts. */
export async function gitStanding(file: string): Promise<GitStanding> {
  const folder = path.dirname(file);
  const repository = await git(folder, ['rev-parse', '--show-toplevel']);
  if (repository.status === 'ENOENT') {
    return 'noGit';
  }
  if (repository.status !== 0) {
    // The same status stands for a repository that git refuses to look at.
    return repository.status === 128 && repository.complaint.includes('not a git repository')
      ? 'noRepository'
      : 'unknown';
  }
  // A colon at the beginning would be taken for something else, which the other command cannot be told to leave.
  const name = `./${path.basename(file)}`;
  const tracked = await git(folder, ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name]);
  if (tracked.status === 0) {
    return 'tracked';
  }
  const outer = await outerStanding(file);
  if (outer !== undefined) {
    return outer;
  }
  const ignored = await git(folder, ['check-ignore', '--quiet', '--', name]);
  if (tracked.status !== 1 || (ignored.status !== 0 && ignored.status !== 1)) {
    return 'unknown';
  }
  return ignored.status === 0 ? 'ignored' : 'notIgnored';
}

/**
 * A folder in which a file may lie that is to be moved to another's place, and that no commit takes: that of the other, if git ignores such a file there, else git's own, if it is on the same disk.
 *
 * @param file the other one.
 * @param name of the one that is to be moved.
 */
export async function uncommittedFolder(file: string, name: string): Promise<string | undefined> {
  const folder = path.dirname(file);
  const standing = await gitStanding(path.join(folder, name));
  if (standing === 'ignored' || standing === 'noRepository') {
    return folder;
  }
  const { output } = await git(folder, ['rev-parse', '--absolute-git-dir']);
  const ofGit = output.replace(/\r?\n$/, '');
  const disks = await Promise.all([folder, ofGit].map(async (one) => stat(one).catch(() => undefined)));
  return disks[0] !== undefined && disks[0].dev === disks[1]?.dev ? ofGit : undefined;
}

/**
 * Git’s own folder of the repository that the file lies in, of which no commit takes anything; `undefined` where there is none, or where a file or a link stands for it, which could lead
 * anywhere. Found without asking git, for the moment when there is no time for that, or no answer.
 */
export async function gitFolderOf(file: string): Promise<string | undefined> {
  const root = await rootOf(path.dirname(file));
  const folder = root && path.join(root, '.git');
  const status = folder && (await lstat(folder).catch(() => undefined));
  return status && status.isDirectory() ? folder : undefined;
}

/** What the repositories do with a file that the one that it lies in lies in; `undefined` when they leave it to that one. */
async function outerStanding(file: string): Promise<'tracked' | 'notIgnored' | 'unknown' | undefined> {
  for (const root of (await rootsOf(path.dirname(file))).slice(1)) {
    const { status, output } = await git(root, outerQuestion(root, [file]));
    const standing = status === 0 ? takenByOuter(output).get(nameIn(root, file)) : 'unknown';
    if (standing !== undefined) {
      return standing;
    }
  }
  return undefined;
}

/**
 * The `.gitignore` that a file is to be added to: the nearest on the way up to the root of its repository, since its rules outdo those of the others; at the root, it may have
 * to be made. With the name of the file as seen from there. `undefined` outside of a repository.
 */
export async function gitIgnoreFor(
  file: string,
): Promise<{ readonly gitIgnore: string; readonly name: string } | undefined> {
  const root = await rootOf(path.dirname(file));
  if (root === undefined) {
    return undefined;
  }
  let folder = path.dirname(file);
  while (folder !== root && !(await isThere(path.join(folder, '.gitignore')))) {
    folder = path.dirname(folder);
  }
  return {
    gitIgnore: path.join(folder, '.gitignore'),
    name: nameIn(folder, file),
  };
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

/** The nearest folder with a `.git`, which in a submodule or a work tree is a file. */
async function rootOf(
  folder: string,
  known = new Map<string, string | undefined>(),
): Promise<string | undefined> {
  if (!known.has(folder)) {
    const parent = path.dirname(folder);
    const isRoot = await stat(path.join(folder, '.git')).then(
      () => true,
      () => false,
    );
    known.set(folder, isRoot ? folder : parent === folder ? undefined : await rootOf(parent, known));
  }
  return known.get(folder);
}

/** The roots of all repositories that a folder lies in, the nearest first. @param known what was found before, by folder. */
export async function rootsOf(
  folder: string,
  known?: Map<string, string | undefined>,
): Promise<readonly string[]> {
  const root = await rootOf(folder, known);
  const parent = path.dirname(root ?? folder);
  return root === undefined ? [] : [root, ...(parent === root ? [] : await rootsOf(parent, known))];
}
