import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { SharedVariables } from '../sharing/environmentVariables';
import { envFileValues, type EnvFileValues } from '../sharing/envFileValues';
import type { Logger } from '../tokens/ports';
import { createEnvFile, nameOf, readEnvFile, realEnvFile, writeEnvFile, type EnvFile } from './envFile';
import { refuseUnlessKnown } from './envFileStanding';
import { gitStanding } from './gitIgnore';
import { isRefusal, Refusal, type ActionButton } from './refusal';
import { WorkQueue } from './workQueue';

export interface EnvFileKeeperPorts {
  /** What is shared now; `undefined` for nothing. Asked each time. */
  readonly variables: () => SharedVariables | undefined;
  /** The folders of the workspace, on this machine. */
  readonly folders: () => readonly string[];
  readonly isWorkspaceTrusted: () => boolean;
  /** The files that are kept current, for the next window as well. */
  readonly memory: { files(): readonly EnvFile[]; remember(files: readonly EnvFile[]): PromiseLike<void> };
  readonly warn: (message: string, button?: ActionButton) => void;
  readonly logger: Logger;
}

/** Keeps files in step with what is shared. One piece of work after the other: two writes of one file would undo each other. */
export class EnvFileKeeper {
  readonly #ports: EnvFileKeeperPorts;
  readonly #queue = new WorkQueue();
  /** What the files hold, by path, as far as it is known. */
  readonly #written = new Map<string, EnvFileValues>();
  /** What the user was told of a file, by path: once for a condition. */
  readonly #told = new Map<string, string>();
  /** An update that has not begun: it is for all changes until it does. */
  #next: Promise<void> | undefined;

  constructor(ports: EnvFileKeeperPorts) {
    this.#ports = ports;
  }

  /**
   * Brings the files in step; to be called after every change of what is shared. Once nothing is, the token is out of them; so it is called at the end, too, when nobody renews
   * it from then on. Resolves when that is done; never rejects.
   */
  async update(): Promise<void> {
    this.#next ??= this.#queue.run(async () => {
      this.#next = undefined;
      for (const file of this.#ports.memory.files()) {
        await this.#keep(file);
      }
    });
    return this.#next;
  }

  /**
   * Begins to keep a file current, which is made if it is not there.
   *
   * @throws {Refusal} when that is not possible.
   */
  async add(file: EnvFile): Promise<void> {
    await this.#queue.run(async () => {
      const { folders, memory } = this.#ports;
      await realEnvFile(file.path, folders());
      await createEnvFile(file);
      await this.#write(file);
      await memory.remember([...memory.files().filter((one) => one.path !== file.path), file]);
    });
  }

  /**
   * Ends it, and takes the token out of the file.
   *
   * @throws {Refusal} when it could not be taken out.
   */
  async remove(file: EnvFile): Promise<void> {
    await this.#queue.run(async () => this.#leave(file));
  }

  async #keep(file: EnvFile): Promise<void> {
    // Whoever is not trusted to get a token is not trusted to have git run in their folder either.
    if (!this.#ports.isWorkspaceTrusted() || isDeepStrictEqual(this.#written.get(file.path), this.#values)) {
      return;
    }
    try {
      await this.#write(file);
      this.#told.delete(file.path);
    } catch (error) {
      this.#written.delete(file.path);
      this.#tell(file, error);
    }
  }

  /** @throws {Refusal} */
  async #write(file: EnvFile): Promise<void> {
    const mayHoldToken = this.#ports.variables() !== undefined;
    await (mayHoldToken ? this.#put(file, true) : takingOut(async () => this.#put(file, false)));
  }

  /** @throws {Refusal} */
  async #put(file: EnvFile, mayHoldToken: boolean): Promise<void> {
    await realEnvFile(file.path, this.#ports.folders());
    // A file that the user has deleted is not made again; it is kept current once it is back.
    if ((await readEnvFile(file)) === undefined) {
      this.#ports.logger.info(`${nameOf(file)} is not there, so it is not kept current.`);
      return;
    }
    if (mayHoldToken) {
      await this.#leaveIfCommittable(file);
    }
    let written: EnvFileValues = {};
    await writeEnvFile(file, () => {
      // A token that has come since git was asked is the business of the next update.
      written = mayHoldToken ? this.#values : emptied;
      return written;
    });
    this.#written.set(file.path, written);
  }

  /** @throws {Refusal} when the token must not get into the file. */
  async #leaveIfCommittable(file: EnvFile): Promise<void> {
    const standing = await gitStanding(file.path);
    if (standing === 'notIgnored' || standing === 'tracked') {
      const ended = `${nameOf(file)} is not kept current any more: git ${standing === 'tracked' ? 'tracks' : 'does not ignore'} it, so a commit would publish the token.`;
      await this.#leave(file).catch((error: unknown) => {
        throw isRefusal(error) ? new Refusal(`${ended} ${error.message}`, error.button) : error;
      });
      throw new Refusal(`${ended} The token was taken out.`, {
        title: 'Keep Current Again',
        command: 'nomba.syncEnvFile',
        argument: { uri: pathToFileURL(file.path).href },
      });
    }
    refuseUnlessKnown(file, standing);
  }

  async #leave(file: EnvFile): Promise<void> {
    const { memory } = this.#ports;
    this.#written.delete(file.path);
    this.#told.delete(file.path);
    await memory.remember(memory.files().filter(({ path }) => path !== file.path));
    await takingOut(async () => {
      if ((await readEnvFile(file)) !== undefined) {
        await writeEnvFile(file, () => emptied);
      }
    });
  }

  get #values(): EnvFileValues {
    return envFileValues(this.#ports.variables());
  }

  #tell(file: EnvFile, error: unknown): void {
    const { logger, memory, warn } = this.#ports;
    if (!isRefusal(error)) {
      // Not one of ours, so its text is not known to be free of secrets.
      logger.warn(`A file could not be kept current: ${error instanceof Error ? error.name : typeof error}`);
      return;
    }
    if (this.#told.get(file.path) === error.message) {
      return;
    }
    if (memory.files().some(({ path }) => path === file.path)) {
      this.#told.set(file.path, error.message);
      warn(`${error.message} It cannot be kept current like that.`, error.button);
    } else {
      warn(error.message, error.button);
    }
  }
}

const emptied = envFileValues(undefined);

/** @throws {Refusal} that says what is left, when the work is refused. */
async function takingOut(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw isRefusal(error)
      ? new Refusal(`${error.message} The token may still be in it.`, error.button)
      : error;
  }
}
