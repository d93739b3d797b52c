import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { readSmallFile, type FileProblem } from './readSmallFile';
import { temporaryName, temporaryNameOf } from './temporaryName';

/** ms. Nobody needs so long from writing a file to putting it in its place. */
const abandoned = 60_000;

/** How often a file may be changed by others, right before it is written, until that counts as a failure. */
const mostTries = 5;

/**
 * Why a file is not rewritten. `busy`: others change it again and again. `readOnly`: we must not write to it. `linked`: it has another name as well, a hard link, which would keep the
 * former content. `foreign`: its owner or group is not ours to give.
 */
export type ReplaceProblem = FileProblem | 'busy' | 'readOnly' | 'linked' | 'foreign';

/**
 * Rewrites a small file: reads it, and puts the new content in its place, as a whole. Whoever reads it meanwhile, and whoever reads it after a crash, sees the old content or
 * the new one. What others have changed in between is read again. A link in its place is not followed.
 *
 * @param largest bytes.
 * @param rewrite the new content for the present one; the same, or `undefined`, leaves the file alone. It is asked again for each try.
 * @param folder where the new content is prepared, which must lie on the same disk; beside the file by default.
 * @throws what Node throws, and `rewrite`.
 */
export async function replaceFile(
  file: string,
  largest: number,
  rewrite: (content: Uint8Array) => Uint8Array | undefined,
  folder = path.dirname(file),
): Promise<ReplaceProblem | undefined> {
  for (const one of new Set([path.dirname(file), folder])) {
    await removeAbandoned(file, one);
  }
  for (let tries = 0; tries < mostTries; tries += 1) {
    const former = await readSmallFile(file, largest);
    if (typeof former === 'string') {
      return former;
    }
    const wanted = rewrite(former);
    if (wanted === undefined || Buffer.compare(wanted, former) === 0) {
      return undefined;
    }
    const status = await stat(file);
    if (!(await isWritable(file, status))) {
      return 'readOnly';
    }
    if (status.nlink > 1) {
      return 'linked';
    }
    const isUnchanged = async (): Promise<boolean> => {
      const present = await readSmallFile(file, largest);
      // What is wanted may be another thing by now, even where the file is the same: nothing, after a revocation.
      return typeof present !== 'string' && isSame(rewrite(present), wanted);
    };
    const outcome = await replace({ file, folder, status }, wanted, isUnchanged);
    if (outcome !== 'changed') {
      return outcome === 'foreign' ? outcome : undefined;
    }
  }
  return 'busy';
}

/**
 * Removes what processes have left behind that were killed while they replaced the file: it may hold a token.
 *
 * @param folder where they prepared it.
 * @throws what Node throws when the folder cannot be read.
 */
export async function removeAbandoned(file: string, folder = path.dirname(file)): Promise<void> {
  const own = path.basename(file);
  for (const name of await readdir(folder)) {
    if (temporaryNameOf(name) === own) {
      const left = path.join(folder, name);
      const status = await lstat(left).catch(() => undefined);
      if (status?.isFile() === true && Math.abs(Date.now() - status.mtimeMs) > abandoned) {
        await unlink(left).catch(() => undefined);
      }
    }
  }
}

/** In a folder that is writable, renaming would replace any file. */
async function isWritable(file: string, { mode }: Stats): Promise<boolean> {
  // To root everything is writable, but it need not be meant so.
  if ((mode & 0o222) === 0) {
    return false;
  }
  // Opening tells, also where lists of rights decide, and changes nothing.
  const handle = await open(file, constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => undefined,
  );
  await handle?.close();
  return handle !== undefined;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

interface Place {
  readonly file: string;
  readonly folder: string;
  /** Of the file as it was. */
  readonly status: Stats;
}

async function replace(
  { file, folder, status }: Place,
  content: Uint8Array,
  isUnchanged: () => Promise<boolean>,
): Promise<'replaced' | 'changed' | 'foreign'> {
  const temporary = path.join(folder, temporaryName(file));
  // Readable to nobody else before the mode of the file is set, which the mask of the process would narrow.
  const handle = await open(temporary, 'wx', 0o600);
  try {
    let isOwned;
    try {
      isOwned = await giveTo(handle, status);
      if (isOwned) {
        await handle.writeFile(content);
        await handle.chmod(status.mode & 0o777);
        // Or a crash of the machine could leave an empty file under the name.
        await handle.sync();
      }
    } finally {
      await handle.close();
    }
    if (isOwned && (await isUnchanged())) {
      await rename(temporary, file);
      return 'replaced';
    }
    await unlink(temporary);
    return isOwned ? 'changed' : 'foreign';
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Gives the new file the owner and the group of the former one. Only root may do that for any; whether it was possible. */
async function giveTo(handle: FileHandle, { uid, gid }: Stats): Promise<boolean> {
  const own = await handle.stat();
  if (own.uid === uid && own.gid === gid) {
    return true;
  }
  return handle.chown(uid, gid).then(
    () => true,
    () => false,
  );
}
