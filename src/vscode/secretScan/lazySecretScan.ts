import * as vscode from 'vscode';
import type { Disposable } from '../../tokens/ports';
import { canPublish } from './publishingTexts';
import type { ScanResult } from './secretScanPorts';
import type { SecretScanSurroundings, StartedSecretScan } from './startSecretScan';

/**
 * The search for the user's own secrets, and for those that are published by their names. What does it is loaded once there is a profile, or a text with such a name may be
 * open: starting stays quick where there is neither. What cannot be loaded is tried again at the next reason.
 */
export class LazySecretScan implements Disposable {
  readonly #ports: SecretScanSurroundings;
  readonly #subscriptions: readonly Disposable[];
  #started: Promise<StartedSecretScan | undefined> | undefined;
  #isDisposed = false;

  constructor(ports: SecretScanSurroundings) {
    this.#ports = ports;
    this.#subscriptions = [
      ports.profiles.onDidChange(() => {
        this.#look([]);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#look([document]);
      }),
    ];
  }

  /** Begins to search, if there is reason to. */
  start(): void {
    this.#look(vscode.workspace.textDocuments);
  }

  /** Searches everything now, and says what came of it. Rejects when what does it cannot be loaded. */
  async scanWorkspace(): Promise<ScanResult> {
    return (await this.#load())?.scanWorkspace() ?? { outcome: 'cancelled' };
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#started?.then((scan) => scan?.dispose()).catch(() => undefined);
  }

  #look(opened: readonly vscode.TextDocument[]): void {
    if (
      this.#ports.profiles.all.length > 0 ||
      opened.some(({ uri, languageId }) => canPublish(uri, languageId))
    ) {
      // The log tells of a failure already.
      this.#load().catch(() => undefined);
    }
  }

  async #load(): Promise<StartedSecretScan | undefined> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start(): Promise<StartedSecretScan | undefined> {
    try {
      // A bundle of its own.
      const { startSecretScan } = await import('./startSecretScan');
      return this.#isDisposed ? undefined : startSecretScan(this.#ports);
    } catch (error) {
      // The next one tries again.
      this.#started = undefined;
      this.#ports.log.error(
        `The search for secrets failed: ${error instanceof Error ? error.name : typeof error}`,
      );
      throw error;
    }
  }
}
