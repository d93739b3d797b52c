import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** ms between two calls of {@link LockFile.tryAcquire}. */
export const lookInterval = 100;

/** Another contender was faster. Windows has two more words for it, while something is being removed that a process still looks at. */
const lostRace = ['EEXIST', 'ENOENT', ...(process.platform === 'win32' ? ['EPERM', 'EBUSY'] : [])];

/** Bytes. A record names a process and a machine. */
const largestRecord = 1024;

/**
 * One contender for a lock that processes share.
 *
 * The lock is a folder, and its owner a file in it with a name that nobody else ever has. So renewing, releasing and taking over are each one call that
 * names the owner it is meant for: it cannot hit the next owner, however long a process was stopped before it makes that call.
 */
export class LockFile {
  readonly #path: string;
  readonly #stale: number;
  #name = '';
  #heartbeat: NodeJS.Timeout | undefined;
  #lastLook = '';
  #unchangedLooks = 0;

  /**
   * @param path of the lock, in a folder that exists.
   * @param stale ms without a heartbeat after which the lock may be taken over; the same for all contenders.
   */
  constructor(path: string, stale: number) {
    this.#path = path;
    this.#stale = stale;
  }

  /**
   * @param lost called once if another process takes the lock over while it is held.
   * @returns `false` while another holds the lock.
   * @throws the file system's error when there can be no lock here.
   */
  async tryAcquire(lost: () => void): Promise<boolean> {
    try {
      if (!(await this.#claim())) {
        return false;
      }
    } catch (error) {
      if (lostRace.includes(errorCode(error))) {
        return false;
      }
      throw error;
    }
    this.#heartbeat = setInterval(() => void this.#beat(lost), this.#stale / 10).unref();
    return true;
  }

  /** Whether another process has taken the lock over since it was acquired. */
  async isLost(): Promise<boolean> {
    return stat(join(this.#path, this.#name)).then(
      () => false,
      (error: unknown) => errorCode(error) === 'ENOENT',
    );
  }

  /** Does nothing when the lock belongs to another by now. */
  async release(): Promise<void> {
    this.#stopHeartbeat();
    try {
      await this.#remove(this.#name);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') {
        throw error;
      }
    }
  }

  async #claim(): Promise<boolean> {
    try {
      await mkdir(this.#path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || !(await this.#clear())) {
        throw error;
      }
      await mkdir(this.#path);
    }
    // Another each time, or a process that was stopped while it cleared away the last one would hit this one.
    this.#name = randomUUID();
    let owners = '';
    try {
      const record = JSON.stringify({ pid: process.pid, host: hostname() });
      await writeFile(join(this.#path, this.#name), record, { flag: 'wx' });
      // Another may have cleared the folder away while it was still empty, and made it again: then two write into one folder.
      // Each writes before it reads, so that at most one finds itself alone.
      owners = (await readdir(this.#path)).join();
    } finally {
      if (owners !== this.#name) {
        await this.release().catch(() => undefined);
      }
    }
    return owners === this.#name;
  }

  /**
   * Clears away an owner that no longer lives; resolves with whether it did.
   *
   * An old mtime alone proves nothing: the wall clock may have jumped, or the machine have slept. But a living owner changes it ten times in the life of a
   * lock. Looks are counted rather than timed, since a process that was asleep has not looked. A time in the future counts like one in the past, or a clock
   * that was put back would make a lock immortal.
   */
  async #clear(): Promise<boolean> {
    const owner = (await readdir(this.#path))[0] ?? '';
    const { mtimeMs } = await stat(join(this.#path, owner));
    const look = `${owner} ${mtimeMs}`;
    this.#unchangedLooks = look === this.#lastLook ? this.#unchangedLooks + 1 : 0;
    this.#lastLook = look;
    const isDead =
      owner === ''
        ? // Whoever is just claiming or releasing it needs less than the time between two looks.
          this.#unchangedLooks > 0
        : this.#unchangedLooks >= this.#stale / 4 / lookInterval &&
          Math.abs(Date.now() - mtimeMs) > this.#stale;
    if (isDead) {
      await this.#remove(owner);
    }
    return isDead;
  }

  /** @throws an error with the code `ENOENT` when there is no such owner; the folder is left alone then. */
  async #remove(owner: string): Promise<void> {
    if (owner !== '') {
      await unlink(join(this.#path, owner));
    }
    // Whatever hinders this, the next owner for one: a folder that stays behind empty is cleared away by the next.
    await rmdir(this.#path).catch(() => undefined);
  }

  async #beat(lost: () => void): Promise<void> {
    // By the clock that mtimes are compared with.
    const now = new Date();
    try {
      await utimes(join(this.#path, this.#name), now, now);
    } catch (error) {
      // Anything else may pass before the lock's life is over.
      if (errorCode(error) === 'ENOENT' && this.#heartbeat !== undefined) {
        this.#stopHeartbeat();
        lost();
      }
    }
  }

  #stopHeartbeat(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }
}

/** Who holds a lock, as far as can be seen from outside. */
export interface LockOwner {
  /** ms since its last heartbeat by the wall clock; negative when that lies in the future. */
  readonly silence: number;
  /** `undefined` where its record cannot be read. */
  readonly pid: number | undefined;
  readonly onThisMachine: boolean;
}

/**
 * Looks at a lock without disturbing it. A lock without an owner is just being claimed or released, and counts as free.
 *
 * @throws the file system's error when it cannot be looked at.
 */
export async function lockOwner(path: string): Promise<LockOwner | undefined> {
  try {
    const [owner] = await readdir(path);
    if (owner === undefined) {
      return undefined;
    }
    const file = join(path, owner);
    const { mtimeMs, size } = await stat(file);
    const record = parseOwner(size <= largestRecord ? await readFile(file, 'utf8') : '');
    return {
      silence: Math.round(Date.now() - mtimeMs),
      pid: typeof record.pid === 'number' ? record.pid : undefined,
      onThisMachine: record.host === hostname(),
    };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function parseOwner(text: string): { readonly pid?: unknown; readonly host?: unknown } {
  try {
    return Object(JSON.parse(text)) as { readonly pid?: unknown; readonly host?: unknown };
  } catch {
    return {};
  }
}

/** The code of a file system's error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
