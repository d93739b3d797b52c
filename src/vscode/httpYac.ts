import * as vscode from 'vscode';
import type { Disposable } from '../tokens/ports';
import { canHoldRequests } from './httpFile/requestDocuments';
import type { Services } from './services';

const id = 'anweber.vscode-httpyac';

/**
 * Waits for httpYac to be of use in this window, and teaches it `{{$nombaToken}}` then. httpYac is not started for that: it starts by itself when the first request
 * is opened.
 */
export class HttpYac implements vscode.Disposable {
  readonly #services: Services;
  readonly #subscriptions: readonly vscode.Disposable[];
  #lesson: Disposable | undefined;
  #isTaught = false;
  #disposed = false;

  constructor(services: Services) {
    this.#services = services;
    this.#subscriptions = [
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#meet([document]);
      }),
      vscode.extensions.onDidChange(() => {
        this.#meet(vscode.workspace.textDocuments);
      }),
    ];
    this.#meet(vscode.workspace.textDocuments);
  }

  /** Whether `{{$nombaToken}}` has a meaning in this window. */
  get offersNombaToken(): boolean {
    return this.#lesson !== undefined;
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscriptions.forEach((subscription) => {
      subscription.dispose();
    });
    this.#lesson?.dispose();
    this.#lesson = undefined;
  }

  #meet(documents: readonly vscode.TextDocument[]): void {
    // VS Code starts it with these anyway.
    const extension = vscode.extensions.getExtension(id);
    if (extension !== undefined && !this.#isTaught && documents.some(canHoldRequests)) {
      this.#isTaught = true;
      void this.#teach(extension);
    }
  }

  async #teach(extension: vscode.Extension<unknown>): Promise<void> {
    try {
      const exports = await extension.activate();
      const { teachNombaToken } = await import('./httpYacHook');
      if (!this.#disposed) {
        this.#lesson = teachNombaToken(exports, this.#services);
      }
    } catch (error) {
      // Of another extension, so not known to be free of secrets.
      this.#services.log.warn(`httpYac did not start: ${error instanceof Error ? error.name : typeof error}`);
    }
  }
}
