import { randomUUID } from 'node:crypto';
import { open, readdir, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { readSmallFile, type FileProblem } from './readSmallFile';

/** ms. Nobody needs so long from writing a file to putting it in its place. */
const abandoned = 60_000;

/** How often a file may be changed by others, right before it is written, until that counts as a failure. */
const mostTries = 5;

/** Why a file is not rewritten. `busy`: others change it again and again. `readOnly`: nobody may write to it. */
export type ReplaceProblem = FileProblem | 'busy' | 'readOnly';

/**
 * Rewrites a small file: reads it, and puts the new content in its place, as a whole. Whoever reads it meanwhile, and whoever reads it after a crash, sees the old content or
 * the new one. What others have changed in between is read again. A link in its place is not followed.
 *
 * @param largest bytes.
 * @param rewrite the new content for the present one; the same, or `undefined`, leaves the file alone. It is asked again for each try.
 * @throws what Node throws, and `rewrite`.
 */
export async function replaceFile(
  file: string,
  largest: number,
  rewrite: (content: Uint8Array) => Uint8Array | undefined,
): Promise<ReplaceProblem | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const former = await readSmallFile(file, largest);
    if (typeof former === 'string') {
      return former;
    }
    const wanted = rewrite(former);
    if (wanted === undefined || Buffer.compare(wanted, former) === 0) {
      return undefined;
    }
    const { mode } = await stat(file);
    // In a folder that is writable, renaming would replace such a file all the same.
    if ((mode & 0o222) === 0) {
      return 'readOnly';
    }
    await removeAbandoned(file);
    const isUnchanged = async (): Promise<boolean> => {
      const present = await readSmallFile(file, largest);
      // What is wanted may be another thing by now, even where the file is the same: nothing, after a revocation.
      return typeof present !== 'string' && isSame(rewrite(present), wanted);
    };
    if (await replace(file, wanted, mode & 0o777, isUnchanged)) {
      return undefined;
    }
  }
  return 'busy';
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

async function replace(
  file: string,
  content: Uint8Array,
  mode: number,
  isUnchanged: () => Promise<boolean>,
): Promise<boolean> {
  const temporary = `${temporaryPrefix(file)}${randomUUID()}`;
  // Readable to nobody else before the mode of the file is set, which the mask of the process would narrow.
  const handle = await open(temporary, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(content);
      await handle.chmod(mode);
      // Or a crash of the machine could leave an empty file under the name.
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (await isUnchanged()) {
      await rename(temporary, file);
      return true;
    }
    await unlink(temporary);
    return false;
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** What processes have left behind that were killed in the middle of {@link replace}: it may hold a token. */
async function removeAbandoned(file: string): Promise<void> {
  const folder = path.dirname(file);
  const prefix = path.basename(temporaryPrefix(file));
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix)) {
      const left = path.join(folder, name);
      const { mtimeMs } = await stat(left).catch(() => ({ mtimeMs: Date.now() }));
      if (Math.abs(Date.now() - mtimeMs) > abandoned) {
        await unlink(left).catch(() => undefined);
      }
    }
  }
}

function temporaryPrefix(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file).replace(/^\./, '')}.nomba-`);
}
