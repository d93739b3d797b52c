import { git, tookTooLong } from '../git';
import { noAnswer, type RunGit } from './gitStates';

/** @param signal ends git when it aborts, or before it begins. */
export async function runGit(
  folder: string,
  parts: readonly string[],
  input: string,
  signal?: AbortSignal,
): ReturnType<RunGit> {
  const { status, output } = await git(folder, parts, input, signal);
  if (status === tookTooLong) {
    return noAnswer;
  }
  return status === 0 || status === 1 ? output : undefined;
}
