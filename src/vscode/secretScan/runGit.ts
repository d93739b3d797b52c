import { git } from '../git';
import type { RunGit } from './gitStates';

export const runGit: RunGit = async (folder, parts, input) => {
  const { status, output } = await git(folder, parts, input);
  return status === 0 || status === 1 ? output : undefined;
};
