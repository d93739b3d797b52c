import { lstat, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { printable } from '../profiles/printable';
import { editEnvFile } from '../sharing/envFileEdits';
import type { EditEnvFile, EnvFileValues } from '../sharing/envFileValues';
import { editJsonEnvFile, firstEnvironment } from '../sharing/jsonEnvFile';
import { isWithin } from './isWithin';
import { errorCode } from './lockFile';
import { readSmallFile } from './readSmallFile';
import { Refusal, type ActionButton } from './refusal';
import { replaceFile, type ReplaceProblem } from './replaceFile';
import { temporaryNameOf } from './temporaryName';

/** A file that is kept current. */
export interface EnvFile {
  /** Absolute, of this machine, without links on the way. */
  readonly path: string;
  /** In a JSON file: the name of the environment. */
  readonly environment?: string;
}

/** Bytes. What people write by hand is a page. */
const largestFile = 1_000_000;

const jsonName = 'http-client.private.env.json';

const problems: Readonly<Record<ReplaceProblem, string>> = {
  notAFile: 'is not a file, but a folder, a pipe or a device',
  tooLarge: 'is larger than 1 MB',
  busy: 'is changed by other programs all the time',
  readOnly: 'is read-only',
  linked: 'has another name as well, a hard link, which would not change with it',
  foreign: 'belongs to another user or group',
};

/** Whether a file of this name can be kept current. Not `http-client.env.json`, which is meant to be committed, and not what we prepare for a file, which is gone soon. */
export function isEnvFileName(name: string): boolean {
  return isJson(name) || (/^\.env(?:[.-].*)?$|\.env$/.test(name) && temporaryNameOf(name) === undefined);
}

export function isJson(file: string): boolean {
  return path.basename(file) === jsonName;
}

/** The name of a file, for a sentence. */
export function nameOf({ path: file }: EnvFile): string {
  return `“${printable(path.basename(file))}”`;
}

function openButton({ path: file }: EnvFile): ActionButton {
  return { title: 'Open File', command: 'vscode.open', argument: pathToFileURL(file).href };
}

/**
 * The real path of a file that may be kept current. It need not be there.
 *
 * @param folders of the workspace. A file elsewhere is none of this window's; and so is one that a link leads to: renaming another file over it would replace the link, and git does not
 * say of the place behind it what it says of this one.
 * @throws {Refusal} when it must not.
 */
export async function realEnvFile(file: string, folders: readonly string[]): Promise<string> {
  const named = { path: file };
  if (!isEnvFileName(path.basename(file))) {
    throw new Refusal(`${nameOf(named)} cannot be kept current: choose a .env file, or ${jsonName}.`);
  }
  const folder = await realpath(path.dirname(file)).catch(() => {
    throw new Refusal(`The folder of ${nameOf(named)} is not there.`);
  });
  const real = path.join(folder, path.basename(file));
  if (await isOutside({ path: real }, folders)) {
    throw new Refusal(
      `${nameOf(named)} lies outside of this workspace; only a file of its folders is kept current.`,
    );
  }
  if ((await lstat(real).catch(() => undefined))?.isSymbolicLink() === true) {
    throw new Refusal(`${nameOf(named)} is a link. Choose the file that it leads to.`);
  }
  return real;
}

/** Whether the file, whose path must be real, lies in none of these folders. */
export async function isOutside(file: EnvFile, folders: readonly string[]): Promise<boolean> {
  const roots = await Promise.all(folders.map(async (root) => realpath(root).catch(() => root)));
  return !roots.some((root) => isWithin(root, path.dirname(file.path)));
}

/**
 * The text of the file; `undefined` when it is not there.
 *
 * @throws {Refusal} when it cannot be kept current.
 */
export async function readEnvFile(file: EnvFile): Promise<string | undefined> {
  return refusing(file, async () => {
    const content = await readSmallFile(file.path, largestFile).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
    if (typeof content === 'string') {
      throw refusal(file, problems[content]);
    }
    return content && decode(file, content);
  });
}

/** Makes the file, with nothing in it and for nobody else to read, unless it is there. @throws {Refusal} */
export async function createEnvFile(file: EnvFile): Promise<void> {
  await refusing(file, async () => {
    const handle = await open(file.path, 'ax', 0o600).catch((error: unknown) => {
      if (errorCode(error) === 'EEXIST') {
        return undefined;
      }
      throw error;
    });
    await handle?.close();
  });
}

/**
 * Puts values into the file, which must be there.
 *
 * @param values are asked for again right before the file is replaced.
 * @param folder where they are prepared; beside the file by default.
 * @throws {Refusal} when it cannot be kept current; the file is then as it was.
 */
export async function writeEnvFile(
  file: EnvFile,
  values: () => EnvFileValues,
  folder?: string,
): Promise<void> {
  const rewrite = (content: Uint8Array): Uint8Array => {
    const edit = editorOf(file)(decode(file, content), values());
    if (edit === undefined) {
      throw unfit(file);
    }
    return new TextEncoder().encode(edit.text);
  };
  await refusing(file, async () => {
    const problem = await replaceFile(file.path, largestFile, rewrite, folder);
    if (problem !== undefined) {
      throw refusal(file, problems[problem]);
    }
  });
}

/** The names that have another value in the text. @throws {Refusal} when it cannot be kept current. */
export function namesToReplace(file: EnvFile, text: string, values: EnvFileValues): readonly string[] {
  const edit = editorOf(file)(text, values);
  if (edit === undefined) {
    throw unfit(file);
  }
  return edit.replaced;
}

/** Whether a text has these values already. @throws {Refusal} when it cannot be kept current. */
export function holds(file: EnvFile, text: string, values: EnvFileValues): boolean {
  const edit = editorOf(file)(text, values);
  if (edit === undefined) {
    throw unfit(file);
  }
  return edit.text === text;
}

export function unfit(file: EnvFile): Refusal {
  return isJson(file.path)
    ? refusal(file, 'is not a JSON object of environments')
    : refusal(file, 'has a quote that never ends, or a value does not fit into it');
}

function editorOf({ path: file, environment = firstEnvironment }: EnvFile): EditEnvFile {
  return isJson(file) ? editJsonEnvFile(environment) : editEnvFile;
}

function decode(file: EnvFile, content: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    if (!text.includes('\0')) {
      return text;
    }
  } catch {
    // Told of below.
  }
  throw refusal(file, 'is not text in UTF-8');
}

function refusal(file: EnvFile, problem: string): Refusal {
  return new Refusal(`${nameOf(file)} ${problem}.`, openButton(file));
}

/** Turns the errors of the file system into sentences. */
async function refusing<Result>(file: EnvFile, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error);
    throw code === 'unknown error'
      ? error
      : refusal(file, code === 'ENOENT' ? 'is not there' : `could not be read or written (${code})`);
  }
}
