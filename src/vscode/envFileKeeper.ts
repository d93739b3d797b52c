import { pathToFileURL } from 'node:url';
import type { SharedVariables } from '../sharing/environmentVariables';
import { envFileValues } from '../sharing/envFileValues';
import type { Clock, Disposable, Logger } from '../tokens/ports';
import { createEnvFile, isOutside, nameOf, realEnvFile, type EnvFile } from './envFile';
import { committable, isKnown, refuseUnlessKnown } from './envFileStanding';
import { EnvFileWriter } from './envFileWriter';
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
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly logger: Logger;
}

/** ms. How long a token may lie in a file after git has ceased to ignore it, where nothing tells of that. */
const longestUnseen = 60_000;

/** ms. What changes a file often changes several. */
const settling = 1_000;

/** Keeps files in step with what is shared. One piece of work after the other: two writes of one file would undo each other. */
export class EnvFileKeeper {
  readonly #ports: EnvFileKeeperPorts;
  readonly #queue = new WorkQueue();
  readonly #writer: EnvFileWriter;
  /** What the user was told of a file, by path: once for a condition. */
  readonly #told = new Map<string, string>();
  /** An update that has not begun: it is for all changes until it does. */
  #next: Promise<void> | undefined;
  /** Whether that update trusts nothing that was known before. */
  #isAnew = false;
  #minute: Disposable | undefined;
  #soon: Disposable | undefined;
  #hasEnded = false;

  constructor(ports: EnvFileKeeperPorts) {
    this.#ports = ports;
    this.#writer = new EnvFileWriter(() => envFileValues(ports.variables()), ports.logger);
  }

  /**
   * Brings the files in step; to be called after every change of what is shared. Once nothing is, the token is out of them. Resolves when that is done; never rejects.
   */
  async update(): Promise<void> {
    this.#next ??= this.#queue.run(async () => {
      this.#next = undefined;
      const isAnew = this.#isAnew;
      this.#isAnew = false;
      for (const file of this.#ports.memory.files()) {
        await this.#keep(file, isAnew);
      }
      this.#lookInAMinute();
    });
    return this.#next;
  }

  /** The same, also where nothing else is shared than before: others may have changed the files, the folders, or what git does with them. */
  async lookAgain(): Promise<void> {
    this.#isAnew = true;
    return this.update();
  }

  /** The same, in a second: for all changes until then. */
  lookSoon(): void {
    if (!this.#hasEnded) {
      this.#soon ??= this.#ports.clock.setTimer(() => {
        this.#soon = undefined;
        void this.lookAgain();
      }, settling);
    }
  }

  /** For the end, when nothing is shared and nobody renews a token any more: takes it out of the files. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    this.#soon?.dispose();
    await this.update();
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
      const standing = await gitStanding(file.path);
      const reason = committable(standing);
      if (reason !== undefined) {
        throw new Refusal(`${nameOf(file)} cannot be kept current: ${reason}.`);
      }
      refuseUnlessKnown(file, standing);
      await createEnvFile(file);
      const former = memory.files().find(({ path }) => path === file.path);
      if (former !== undefined && former.environment !== file.environment) {
        await this.#writer.empty(former);
      }
      await this.#writer.write(file);
      await memory.remember([...memory.files().filter(({ path }) => path !== file.path), file]);
      this.#lookInAMinute();
    });
  }

  /**
   * Ends it, and takes the token out of the file.
   *
   * @throws {Refusal} when it could not be taken out; it is kept current then as before.
   */
  async remove(file: EnvFile): Promise<void> {
    await this.#queue.run(async () => this.#leave(file));
  }

  async #keep(file: EnvFile, isAnew: boolean): Promise<void> {
    const { folders, isWorkspaceTrusted, variables } = this.#ports;
    const isShared = variables() !== undefined;
    const isWritten = this.#writer.hasWritten(file);
    // Whoever is not trusted to get a token is not trusted to have git run in their folder either.
    if (!isWorkspaceTrusted() || (isWritten && !isAnew)) {
      return;
    }
    try {
      if (await isOutside(file, folders())) {
        await this.#leaveAndTell(file, 'it lies outside of this workspace now');
      } else if (isShared) {
        await this.#keepShared(file);
      } else if (!isWritten) {
        // What others put into it later is theirs.
        await this.#writer.empty(file);
      }
      this.#told.delete(file.path);
    } catch (error) {
      this.#writer.forget(file);
      this.#tell(file, error);
    }
  }

  /** @throws {Refusal} */
  async #keepShared(file: EnvFile): Promise<void> {
    const standing = await gitStanding(file.path);
    const reason = committable(standing);
    if (reason !== undefined) {
      await this.#leaveAndTell(file, reason, {
        title: 'Keep Current Again',
        command: 'nomba.syncEnvFile',
        argument: { uri: pathToFileURL(file.path).href },
      });
      return;
    }
    if (!isKnown(standing)) {
      // Which is taken for the worst.
      await this.#writer.empty(file);
    }
    try {
      refuseUnlessKnown(file, standing);
      await realEnvFile(file.path, this.#ports.folders());
      await this.#writer.write(file);
    } catch (error) {
      throw notLikeThat(error);
    }
  }

  /**
   * It is not forgotten before it is empty: nothing would take the token out of it later.
   *
   * @throws {Refusal}
   */
  async #leave(file: EnvFile, reason?: string): Promise<void> {
    const { memory } = this.#ports;
    await this.#writer.empty(file, reason);
    this.#writer.forget(file);
    this.#told.delete(file.path);
    await memory.remember(memory.files().filter(({ path }) => path !== file.path));
  }

  /** @throws {Refusal} */
  async #leaveAndTell(file: EnvFile, reason: string, button?: ActionButton): Promise<void> {
    await this.#leave(file, reason);
    this.#ports.warn(
      `${nameOf(file)} is not kept current any more: ${reason}. The token was taken out.`,
      button,
    );
  }

  #lookInAMinute(): void {
    const { clock, isWorkspaceTrusted, memory } = this.#ports;
    this.#minute?.dispose();
    this.#minute =
      !this.#hasEnded &&
      isWorkspaceTrusted() &&
      memory.files().some((file) => this.#writer.mayHoldToken(file))
        ? clock.setTimer(() => void this.lookAgain(), longestUnseen)
        : undefined;
  }

  #tell(file: EnvFile, error: unknown): void {
    const { logger, warn } = this.#ports;
    if (!isRefusal(error)) {
      // Not one of ours, so its text is not known to be free of secrets.
      logger.warn(`A file could not be kept current: ${error instanceof Error ? error.name : typeof error}`);
      return;
    }
    if (this.#told.get(file.path) !== error.message) {
      this.#told.set(file.path, error.message);
      warn(error.message, error.button);
    }
  }
}

function notLikeThat(error: unknown): unknown {
  return isRefusal(error)
    ? new Refusal(`${error.message} It cannot be kept current like that.`, error.button)
    : error;
}
