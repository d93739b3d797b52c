import * as vscode from 'vscode';
import type { TokenSharing } from '../sharing/tokenSharing';
import type { EnvFile } from './envFile';
import type { EnvFileKeeper } from './envFileKeeper';
import { showWarning } from './showWarning';

const memoryKey = 'nomba.envFiles';

export interface EnvFileSyncPorts {
  readonly sharing: Pick<TokenSharing, 'variables'>;
  readonly workspaceState: vscode.Memento;
  readonly isWorkspaceTrusted: () => boolean;
  readonly log: vscode.LogOutputChannel;
}

/** The files of this workspace that are kept current. What keeps them is a bundle of its own, read when there is one. */
export class EnvFileSync {
  readonly #ports: EnvFileSyncPorts;
  #keeper: Promise<EnvFileKeeper> | undefined;

  constructor(ports: EnvFileSyncPorts) {
    this.#ports = ports;
  }

  get files(): readonly EnvFile[] {
    const remembered = this.#ports.workspaceState.get<unknown>(memoryKey);
    return Array.isArray(remembered) ? remembered.filter(isEnvFile) : [];
  }

  /** To be called after every change of what is shared, and at the end, when nothing is. Resolves when the files are in step; never rejects. */
  async update(): Promise<void> {
    if (this.files.length > 0 || this.#keeper !== undefined) {
      const keeper = await this.keeper();
      await keeper.update();
    }
  }

  async keeper(): Promise<EnvFileKeeper> {
    this.#keeper ??= this.#load();
    return this.#keeper;
  }

  async #load(): Promise<EnvFileKeeper> {
    const { EnvFileKeeper: Keeper } = await import('./envFileKeeper');
    const { sharing, isWorkspaceTrusted, log, workspaceState } = this.#ports;
    return new Keeper({
      variables: () => sharing.variables,
      folders: workspaceFolders,
      isWorkspaceTrusted,
      memory: {
        files: () => this.files,
        remember: async (files) => workspaceState.update(memoryKey, files),
      },
      warn: showWarning,
      logger: log,
    });
  }
}

function isEnvFile(value: unknown): value is EnvFile {
  return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
}

/** The folders of the workspace that lie on this machine, as paths. */
export function workspaceFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
