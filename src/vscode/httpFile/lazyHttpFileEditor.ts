import * as vscode from 'vscode';
import type { Services } from '../services';
import { canHoldRequests } from './requestDocuments';
import type { HttpFileEditor } from './httpFileEditor';

/** What request files show and offer, read from its own bundle when the first one is open: starting VS Code stays quick where there is none. */
export class LazyHttpFileEditor implements vscode.Disposable {
  readonly #services: Services;
  #opening: vscode.Disposable | undefined;
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
    this.#opening?.dispose();
    this.#editor?.dispose();
  }

  #look(document: vscode.TextDocument): void {
    if (this.#opening !== undefined && canHoldRequests(document)) {
      this.#opening.dispose();
      this.#opening = undefined;
      void this.#load();
    }
  }

  async #load(): Promise<void> {
    const { createHttpFileEditor } = await import('./httpFileEditor');
    if (!this.#disposed) {
      this.#editor = createHttpFileEditor(this.#services);
    }
  }
}
