import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { printable } from '../profiles/printable';
import { envFileValues, type EnvFileValues } from '../sharing/envFileValues';
import type { Logger } from '../tokens/ports';
import { holds, nameOf, readEnvFile, writeEnvFile, type EnvFile } from './envFile';
import { gitFolderOf, uncommittedFolder } from './gitIgnore';
import { isRefusal, Refusal } from './refusal';
import { removeAbandoned } from './replaceFile';
import { temporaryName, temporaryPattern } from './temporaryName';

/**
 * How often the same values are written again where others have changed them. Windows of different profiles undo each other's writing, each being told of the other's: so that
 * comes to an end, until one of them has another token.
 */
const mostRestored = 5;

const emptied = envFileValues(undefined);

/** Writes values into files, and knows what it has written. A file that is not there is not made: whoever has deleted it wants none. */
export class EnvFileWriter {
  readonly #values: () => EnvFileValues;
  readonly #logger: Logger;
  /** By path, as far as it is known. */
  readonly #written = new Map<string, EnvFileValues>();
  /** How often that was written again, by path. */
  readonly #restored = new Map<string, number>();

  /** @param values what is to stand in the files now. Asked each time. */
  constructor(values: () => EnvFileValues, logger: Logger) {
    this.#values = values;
    this.#logger = logger;
  }

  /** Whether the last that was written into the file is what is to stand there now. Others may have changed it since. */
  hasWritten(file: EnvFile): boolean {
    return isDeepStrictEqual(this.#written.get(file.path), this.#values());
  }

  mayHoldToken(file: EnvFile): boolean {
    return !isDeepStrictEqual(this.#written.get(file.path), emptied);
  }

  forget(file: EnvFile): void {
    this.#written.delete(file.path);
    this.#restored.delete(file.path);
  }

  /**
   * Puts the present values into the file, which must be one that may hold a token.
   *
   * @throws {Refusal}
   */
  async write(file: EnvFile): Promise<void> {
    const text = await this.#read(file);
    if (text === undefined) {
      return;
    }
    const values = this.#values();
    const former = this.hasWritten(file) ? this.#restored.get(file.path) : undefined;
    if (holds(file, text, values)) {
      await removeAbandoned(file.path);
      this.#written.set(file.path, values);
      this.#restored.set(file.path, former ?? 0);
      return;
    }
    // Others have changed what was written, unless it is to be written for the first time.
    const restored = former === undefined ? 0 : former + 1;
    if (restored > mostRestored) {
      this.#logger.info(
        `${nameOf(file)} is changed again and again, so it is left until there is another token.`,
      );
      return;
    }
    const folder = await uncommittedFolder(file.path, temporaryName(file.path));
    if (folder === undefined) {
      throw uncertain(file);
    }
    let written = values;
    await writeEnvFile(
      file,
      () => {
        written = this.#values();
        return written;
      },
      folder,
    );
    this.#written.set(file.path, written);
    this.#restored.set(file.path, restored);
  }

  /**
   * Takes the token out of the file, which may be any.
   *
   * @param reason why it must not be in there, for the message.
   * @throws {Refusal}
   */
  async empty(file: EnvFile, reason?: string): Promise<void> {
    try {
      if ((await this.#read(file)) !== undefined) {
        await putEmptied(file);
        this.#written.set(file.path, emptied);
      }
    } catch (error) {
      const though = reason === undefined ? '' : `, though ${reason}`;
      throw isRefusal(error)
        ? new Refusal(`${error.message} The token may still be in it${though}.`, error.button)
        : error;
    }
  }

  async #read(file: EnvFile): Promise<string | undefined> {
    const text = await readEnvFile(file);
    if (text === undefined) {
      this.#logger.info(`${nameOf(file)} is not there, so it is not kept current.`);
      this.#written.set(file.path, emptied);
    }
    return text;
  }
}

/**
 * Where no commit takes what is prepared, if that is possible: a window is killed most likely when it closes, and the rest of the file may be secret as well. Beside the file else: the
 * token has to get out.
 *
 * @throws {Refusal}
 */
async function putEmptied(file: EnvFile): Promise<void> {
  const folder = await gitFolderOf(file.path);
  if (folder !== undefined) {
    try {
      await writeEnvFile(file, () => emptied, folder);
      return;
    } catch {
      // It may be on another disk, or not ours. Whatever else is wrong is wrong beside the file, too.
    }
  }
  await writeEnvFile(file, () => emptied);
}

function uncertain(file: EnvFile): Refusal {
  const { beginning, end } = temporaryPattern;
  const prepared = printable(`${path.basename(file.path)}${beginning}${end}`);
  return new Refusal(
    `A commit could publish what is prepared for ${nameOf(file)}. Add “${prepared}” to .gitignore.`,
  );
}
