import { writeFile } from 'node:fs/promises';
import { addToGitIgnore } from '../sharing/gitIgnoreEdits';
import { nameOf, type EnvFile } from './envFile';
import { gitIgnoreFor, type GitStanding } from './gitIgnore';
import { Refusal } from './refusal';
import { replaceFile } from './replaceFile';
import { temporaryPattern } from './temporaryName';

/** Bytes. */
const largestGitIgnore = 1_000_000;

/** Why a commit would publish what is in such a file, for a sentence about it; `undefined` when it would not, or when that is not known. */
export function committable(standing: GitStanding): string | undefined {
  switch (standing) {
    case 'tracked':
      return 'git tracks it, so a commit would publish the token';
    case 'notIgnored':
      return 'git does not ignore it, so a commit would publish the token';
    default:
      return undefined;
  }
}

export function isKnown(standing: GitStanding): boolean {
  return standing !== 'noGit' && standing !== 'unknown';
}

/** @throws {Refusal} when nobody knows whether a commit would publish what is in the file. A file in no repository can be committed by nobody. */
export function refuseUnlessKnown(file: EnvFile, standing: GitStanding): void {
  if (standing === 'noGit') {
    throw new Refusal(
      `git was not found on this machine, so nobody can say whether a commit would publish the token in ${nameOf(file)}. Install git, then restart VS Code.`,
    );
  }
  if (standing === 'unknown') {
    throw new Refusal(
      `git does not say whether it ignores ${nameOf(file)}. Run “git status” in its folder to see what is wrong.`,
    );
  }
}

/**
 * Adds the file to the nearest `.gitignore` of its repository, which is made if there is none.
 *
 * @throws {Refusal} when that is not possible.
 */
export async function addToIgnored(file: EnvFile): Promise<void> {
  const choice = await gitIgnoreFor(file.path);
  if (choice === undefined) {
    throw failed();
  }
  const { gitIgnore, name } = choice;
  try {
    // Does nothing where there is one.
    await writeFile(gitIgnore, '', { flag: 'a' });
    const problem = await replaceFile(gitIgnore, largestGitIgnore, (content) => {
      // Byte by byte, whatever the encoding: nothing of it may change.
      const bytes = Buffer.from(content).toString('latin1');
      const encoded = Buffer.from(name).toString('latin1');
      // What is prepared for the file lies beside it for a moment, or longer if the window is killed.
      const { beginning, end } = temporaryPattern;
      const prepared = addToGitIgnore(addToGitIgnore(bytes, encoded), `${encoded}${beginning}`, end);
      return Buffer.from(prepared, 'latin1');
    });
    if (problem !== undefined) {
      throw failed();
    }
  } catch {
    throw failed();
  }
}

function failed(): Refusal {
  return new Refusal('The .gitignore could not be written. Add the file to it by hand, then try again.');
}
