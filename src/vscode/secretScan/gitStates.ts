import { stat } from 'node:fs/promises';
import path from 'node:path';

/** What git does with a file. `unknown`: nobody can tell, or the file is in no repository. */
export type GitState = 'tracked' | 'notIgnored' | 'ignored' | 'unknown';

/**
 * Runs git in a folder.
 *
 * @param input for its standard input.
 * @returns what it wrote to its standard output, or `undefined` when it failed, took too long or wrote too much. An exit with 1 is how some commands say “none”.
 */
export type RunGit = (folder: string, parts: readonly string[], input: string) => Promise<string | undefined>;

/** Files in one call: their paths are arguments, whose length systems limit. */
const batchLength = 100;

/**
 * Asks git, for each repository in a few calls, what it does with these files.
 *
 * @param files absolute paths.
 */
export async function gitStatesOf(
  files: readonly string[],
  runGit: RunGit,
): Promise<ReadonlyMap<string, GitState>> {
  const states = new Map<string, GitState>(files.map((file) => [file, 'unknown']));
  const repositories = new Map<string | undefined, string[]>();
  const roots = new Map<string, string | undefined>();
  for (const file of files) {
    const root = await rootOf(path.dirname(file), roots);
    repositories.set(root, [...(repositories.get(root) ?? []), file]);
  }
  for (const [root, ofRoot] of repositories) {
    for (let start = 0; root !== undefined && start < ofRoot.length; start += batchLength) {
      const batch = ofRoot.slice(start, start + batchLength);
      for (const [file, state] of await askGit(root, batch, runGit)) {
        states.set(file, state);
      }
    }
  }
  return states;
}

async function askGit(
  root: string,
  files: readonly string[],
  runGit: RunGit,
): Promise<readonly (readonly [string, GitState])[]> {
  // Relative and with slashes: so it answers. The dot, because a colon at the beginning of a name would mean something.
  const names = files.map((file) => `./${path.relative(root, file).split(path.sep).join('/')}`);
  const bare = names.map((name) => name.slice(2));
  const tracked = await runGit(root, ['--literal-pathspecs', 'ls-files', '-z', '--', ...names], '');
  const ignored = await runGit(root, ['check-ignore', '-z', '--stdin'], `${names.join('\0')}\0`);
  if (tracked === undefined || ignored === undefined) {
    return [];
  }
  const [trackedNames, ignoredNames] = [new Set(tracked.split('\0')), new Set(ignored.split('\0'))];
  return files.map((file, index) => {
    if (trackedNames.has(bare[index] ?? '')) {
      return [file, 'tracked'];
    }
    return [file, ignoredNames.has(names[index] ?? '') ? 'ignored' : 'notIgnored'];
  });
}

/** The nearest folder with a `.git`, which in a submodule or a work tree is a file. */
export async function rootOf(
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
