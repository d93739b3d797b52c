import type { TokenSharing } from '../sharing/tokenSharing';
import type { Clock, Disposable, Logger } from '../tokens/ports';
import type { EnvFile } from './envFile';
import type { EnvFileKeeper, EnvFileKeeperPorts } from './envFileKeeper';

const memoryKey = 'nomba.envFiles';

export interface EnvFileSyncPorts {
  readonly sharing: Pick<TokenSharing, 'variables'>;
  readonly workspaceState: {
    get(key: string): unknown;
    update(key: string, value: unknown): PromiseLike<void>;
  };
  readonly isWorkspaceTrusted: () => boolean;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly log: Logger;
  /** Reads what keeps the files, and has it look at them whenever something changes that matters. */
  readonly start: (ports: EnvFileKeeping) => Promise<StartedEnvFiles>;
}

export type EnvFileKeeping = Omit<EnvFileKeeperPorts, 'folders' | 'warn'>;

/** To be disposed of when nobody is to look at the files any more. */
export interface StartedEnvFiles extends Disposable {
  readonly keeper: EnvFileKeeper;
}

/** The files of this workspace that are kept current. What keeps them is a bundle of its own, read when there is one. */
export class EnvFileSync {
  readonly #ports: EnvFileSyncPorts;
  #started: Promise<StartedEnvFiles> | undefined;

  constructor(ports: EnvFileSyncPorts) {
    this.#ports = ports;
  }

  get files(): readonly EnvFile[] {
    const remembered = this.#ports.workspaceState.get(memoryKey);
    return Array.isArray(remembered) ? remembered.filter(isEnvFile) : [];
  }

  /** To be called after every change of what is shared. Resolves when the files are in step; never rejects. */
  async update(): Promise<void> {
    await this.#run(async ({ keeper }) => keeper.update());
  }

  /** To be called when others may have changed the files, or what git does with them. Resolves when they are in step; never rejects. */
  async lookAgain(): Promise<void> {
    await this.#run(async ({ keeper }) => keeper.lookAgain());
  }

  /** To be called at the end, when nothing is shared any more. Resolves when the token is out of the files; never rejects. */
  async end(): Promise<void> {
    await this.#run(async (started) => {
      started.dispose();
      await started.keeper.end();
    });
  }

  /** Rejects when it cannot be read. */
  async keeper(): Promise<EnvFileKeeper> {
    const { keeper } = await this.#start();
    return keeper;
  }

  async #run(work: (started: StartedEnvFiles) => Promise<void>): Promise<void> {
    if (this.files.length > 0 || this.#started !== undefined) {
      const started = await this.#start().catch(() => undefined);
      await (started && work(started));
    }
  }

  async #start(): Promise<StartedEnvFiles> {
    this.#started ??= this.#load();
    return this.#started;
  }

  async #load(): Promise<StartedEnvFiles> {
    const { sharing, isWorkspaceTrusted, clock, log, workspaceState, start } = this.#ports;
    try {
      return await start({
        variables: () => sharing.variables,
        isWorkspaceTrusted,
        memory: {
          files: () => this.files,
          remember: async (files) => workspaceState.update(memoryKey, files),
        },
        clock,
        logger: log,
      });
    } catch (error) {
      // The next one tries again.
      this.#started = undefined;
      log.warn(
        `What keeps files current could not be read: ${error instanceof Error ? error.name : typeof error}`,
      );
      throw error;
    }
  }
}

function isEnvFile(value: unknown): value is EnvFile {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
}
