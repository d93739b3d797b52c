import path from 'node:path';

/**
 * What an outer repository asks for, of files in an inner one that lies within. It has taken up what was there before there was an inner one, goes on with that at each commit, and takes up what is beside it.
 * Of an inner one in which it has nothing, a submodule or not, it takes no file.
 *
 * @param root of the outer one.
 * @param files absolute paths. One that is not there is found only if it is tracked.
 */
export function outerQuestion(root: string, files: readonly string[]): readonly string[] {
  const command = ['ls-files', '-z', '-t', '--cached', '--others', '--exclude-standard', '--'];
  return ['--literal-pathspecs', ...command, ...files.map((file) => `./${nameIn(root, file)}`)];
}

/** The files that a commit in the outer repository would take, in the answer of git to {@link outerQuestion}; by name from its root on. */
export function takenByOuter(answer: string): ReadonlyMap<string, 'tracked' | 'notIgnored'> {
  return new Map(
    answer
      .split('\0')
      .map((entry) => [entry.slice(2), entry.startsWith('?') ? 'notIgnored' : 'tracked'] as const),
  );
}

/** As git names a file in its answers: with slashes, from the root of the repository on. */
export function nameIn(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
