import { environmentVariables } from '../httpFile/tokenReference';
import type { SharedVariables } from './environmentVariables';

/** What is to stand in a file, by name. An empty value empties what the file has under that name, and is not added to one that has nothing there. */
export type EnvFileValues = Readonly<Record<string, string>>;

/** A text that may be edited, with the names that it defines. */
export interface EnvFileEdit {
  /** The new text. */
  readonly text: string;
  /** The names whose former value, another one and not empty, is gone from the text. */
  readonly replaced: readonly string[];
}

/** How a kind of file is edited. */
export type EditEnvFile = (text: string, values: EnvFileValues) => EnvFileEdit | undefined;

/**
 * What files hold of the variables that are shared. While nothing is shared the token is taken out, and nothing else: the ids and the address are no secrets, and a program that
 * reads them beside credentials of its own goes on working.
 */
export function envFileValues(variables: SharedVariables | undefined): EnvFileValues {
  if (variables === undefined) {
    return { [environmentVariables.accessToken]: '' };
  }
  // Beside ours, a value of somebody else's would belong to another account; so one that is hidden is emptied.
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value ?? '']));
}
