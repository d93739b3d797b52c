import path from 'node:path';
import { rootOf } from '../gitIgnore';

/** What git does with a file. `unknown`: nobody can tell. */
export type GitState = 'tracked' | 'notIgnored' | 'ignored' | 'noRepository' | 'unknown';

/**
 * Runs git in a folder.
 *
 * @param input for its standard input.
 * @returns what it wrote to its standard output, `undefined` when it failed or wrote too much, or {@link noAnswer}. An exit with 1 is how some commands say “none”.
 */
export type RunGit = (
  folder: string,
  parts: readonly string[],
  input: string,
) => Promise<string | undefined | typeof noAnswer>;

/** Git took too long and was ended: it hangs, or its disk does, and would again. */
export const noAnswer = Symbol('no answer');

/** Files in one call: their paths are arguments, whose length systems limit. */
const batchLength = 100;

/** Questions about a repository that git gives no answer to, after which it is asked no more. To find the one bad path of a batch takes eight. */
const mostFailures = 32;

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
    const known =
      root === undefined
        ? ofRoot.map((file) => [file, 'noRepository'] as const)
        : await statesIn(root, ofRoot, runGit);
    for (const [file, state] of known) {
      states.set(file, state);
    }
  }
  return states;
}

/** Git answers for none of a batch if it cannot for one of its paths: one through a symbolic link, for example. So a batch without an answer is halved. */
async function statesIn(root: string, files: readonly string[], runGit: RunGit): Promise<FileStates> {
  const states: (readonly [string, GitState])[] = [];
  const batches: (readonly string[])[] = [];
  for (let start = 0; start < files.length; start += batchLength) {
    batches.push(files.slice(start, start + batchLength));
  }
  let failures = 0;
  while (failures < mostFailures) {
    const batch = batches.shift();
    if (batch === undefined) {
      break;
    }
    const answer = await askGit(root, batch, runGit);
    if (answer === noAnswer) {
      break;
    }
    states.push(...(answer ?? []));
    if (answer === undefined) {
      failures += 1;
      const half = Math.ceil(batch.length / 2);
      // Behind the others, which so have their turn before the failures are too many.
      batches.push(...(batch.length > 1 ? [batch.slice(0, half), batch.slice(half)] : []));
    }
  }
  return states;
}

type FileStates = readonly (readonly [string, GitState])[];

/** @returns `undefined` when git fails. */
async function askGit(
  root: string,
  files: readonly string[],
  runGit: RunGit,
): Promise<FileStates | undefined | typeof noAnswer> {
  // Relative and with slashes: so it answers. The dot, because a colon at the beginning of a name would mean something.
  const names = files.map((file) => `./${path.relative(root, file).split(path.sep).join('/')}`);
  const bare = names.map((name) => name.slice(2));
  const tracked = await runGit(root, ['--literal-pathspecs', 'ls-files', '-z', '--', ...names], '');
  if (typeof tracked !== 'string') {
    return tracked;
  }
  const ignored = await runGit(root, ['check-ignore', '-z', '--stdin'], `${names.join('\0')}\0`);
  if (typeof ignored !== 'string') {
    return ignored;
  }
  const [trackedNames, ignoredNames] = [new Set(tracked.split('\0')), new Set(ignored.split('\0'))];
  return files.map((file, index) => {
    if (trackedNames.has(bare[index] ?? '')) {
      return [file, 'tracked'];
    }
    return [file, ignoredNames.has(names[index] ?? '') ? 'ignored' : 'notIgnored'];
  });
}
