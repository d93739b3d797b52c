import * as vscode from 'vscode';
import type { Disposable } from '../../tokens/ports';
import { secretKeys } from '../editorSecrets';
import { canPublish } from './publishingTexts';
import type { ScanResult } from './secretScanPorts';
import type { SecretScanSurroundings, StartedSecretScan } from './startSecretScan';

/**
 * The search for the user's own secrets, and for those that are published by their names. What does it is loaded once there is a profile, or a text with such a name may be
 * open: starting stays quick where there is neither.
 */
export class LazySecretScan implements Disposable {
  readonly #ports: SecretScanSurroundings;
  readonly #subscriptions: readonly Disposable[];
  #started: Promise<StartedSecretScan | undefined> | undefined;
  #isTrusted: boolean;
  #isDisposed = false;

  constructor(ports: SecretScanSurroundings) {
    this.#ports = ports;
    this.#isTrusted = ports.isWorkspaceTrusted();
    this.#subscriptions = [
      ports.secrets.onDidChange(({ key }) => {
        const isClientSecret = key.startsWith(secretKeys.clientSecret(''));
        if (isClientSecret || key.startsWith(secretKeys.tokenSet(''))) {
          this.#changed(isClientSecret);
        }
      }),
      ports.profiles.onDidChange(() => {
        this.#changed(false);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        // What is loaded sees it by itself.
        if (this.#started === undefined) {
          this.#changed(false, [document]);
        }
      }),
    ];
  }

  /** Begins to search, if there is reason to. */
  start(): void {
    this.#changed(false, vscode.workspace.textDocuments);
  }

  /** The workspace may be trusted now. */
  update(): void {
    if (this.#isTrusted !== this.#ports.isWorkspaceTrusted()) {
      this.#isTrusted = !this.#isTrusted;
      void this.#started?.then((scan) => scan?.trustGranted());
    }
  }

  /** Searches everything now, and says what came of it. */
  async scanWorkspace(): Promise<ScanResult> {
    return (await this.#load())?.scanWorkspace() ?? { outcome: 'cancelled' };
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    void this.#started?.then((scan) => scan?.dispose());
  }

  #changed(everywhere: boolean, opened: readonly vscode.TextDocument[] = []): void {
    const isWanted =
      this.#started !== undefined ||
      this.#ports.profiles.all.length > 0 ||
      opened.some(({ uri, languageId }) => canPublish(uri, languageId));
    if (isWanted) {
      void this.#load().then((scan) => scan?.secretsChanged(everywhere));
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
      this.#ports.log.error(
        `The search for secrets failed: ${error instanceof Error ? error.name : typeof error}`,
      );
      return undefined;
    }
  }
}
