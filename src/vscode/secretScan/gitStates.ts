import path from 'node:path';
import { rootsOf } from '../gitIgnore';
import { nameIn, outerQuestion, takenByOuter } from '../outerRepository';

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
  const states = new Map<string, GitState>();
  const nearest = new Map<string, string[]>();
  const outer = new Map<string, string[]>();
  const known = new Map<string, string | undefined>();
  for (const file of files) {
    const [root, ...others] = await rootsOf(path.dirname(file), known);
    states.set(file, root === undefined ? 'noRepository' : 'unknown');
    for (const [roots, of] of [
      [root === undefined ? [] : [root], nearest],
      [others, outer],
    ] as const) {
      for (const one of roots) {
        const ofOne = of.get(one) ?? [];
        ofOne.push(file);
        of.set(one, ofOne);
      }
    }
  }
  for (const [root, ofRoot] of nearest) {
    for (const [file, state] of await statesIn(ofRoot, async (some) => askGit(root, some, runGit))) {
      states.set(file, state);
    }
  }
  for (const [root, ofRoot] of outer) {
    const answers = new Map(await statesIn(ofRoot, async (some) => askOuter(root, some, runGit)));
    for (const file of ofRoot) {
      states.set(file, worst(states.get(file), answers.get(file) ?? 'unknown'));
    }
  }
  return states;
}

/** In this order, since any repository may take the file. An outer one that leaves it to the inner one counts as ignoring it. */
function worst(...states: readonly (GitState | undefined)[]): GitState {
  const order = ['tracked', 'notIgnored', 'unknown'] as const;
  return order.find((state) => states.includes(state)) ?? 'ignored';
}

/** Git answers for none of a batch if it cannot for one of its paths: one through a symbolic link, for example. So a batch without an answer is halved. */
async function statesIn(
  files: readonly string[],
  ask: (some: readonly string[]) => Promise<FileStates | undefined | typeof noAnswer>,
): Promise<FileStates> {
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
    const answer = await ask(batch);
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
  const names = files.map((file) => `./${nameIn(root, file)}`);
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

/** @returns `undefined` when git fails. */
async function askOuter(
  root: string,
  files: readonly string[],
  runGit: RunGit,
): Promise<FileStates | undefined | typeof noAnswer> {
  const answer = await runGit(root, outerQuestion(root, files), '');
  if (typeof answer !== 'string') {
    return answer;
  }
  const taken = takenByOuter(answer);
  return files.map((file) => [file, taken.get(nameIn(root, file)) ?? 'ignored']);
}
