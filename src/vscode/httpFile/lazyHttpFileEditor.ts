import * as vscode from 'vscode';
import type { Services } from '../services';
import { canHoldRequests } from './requestDocuments';
import type { HttpFileEditor } from './httpFileEditor';

/**
 * What request files show and offer, read from its own bundle when the first one is open: starting VS Code stays quick where there is none. What cannot be read is tried again
 * when the next one is opened.
 */
export class LazyHttpFileEditor implements vscode.Disposable {
  readonly #services: Services;
  readonly #opening: vscode.Disposable;
  #loading: Promise<void> | undefined;
  #editor: HttpFileEditor | undefined;
  #disposed = false;

  constructor(services: Services) {
    this.#services = services;
    this.#opening = vscode.workspace.onDidOpenTextDocument((document) => {
      this.#look(document);
    });
    vscode.workspace.textDocuments.forEach((document) => {
      this.#look(document);
    });
  }

  /** To be called after every change of a token, a profile, a setting or the sharing. */
  update(): void {
    this.#editor?.update();
  }

  dispose(): void {
    this.#disposed = true;
    this.#opening.dispose();
    this.#editor?.dispose();
  }

  #look(document: vscode.TextDocument): void {
    if (this.#loading === undefined && canHoldRequests(document)) {
      this.#loading = this.#load();
    }
  }

  async #load(): Promise<void> {
    try {
      const { createHttpFileEditor } = await import('./httpFileEditor');
      if (!this.#disposed) {
        this.#editor = createHttpFileEditor(this.#services);
        this.#opening.dispose();
      }
    } catch (error) {
      this.#loading = undefined;
      this.#services.log.error(
        `The editor of request files failed: ${error instanceof Error ? error.name : typeof error}`,
      );
    }
  }
}
