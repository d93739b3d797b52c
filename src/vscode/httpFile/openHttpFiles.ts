import * as vscode from 'vscode';
import { HttpRegions, type HttpRegion } from './httpRegions';

/** The open documents as texts of requests. */
export class OpenHttpFiles implements vscode.Disposable {
  readonly #regions = new HttpRegions();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#regions.follow(event);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#regions.forget(document);
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#regions.clear();
  }

  /** In the order of the document. */
  regions(document: vscode.TextDocument): readonly HttpRegion[] {
    return this.#regions.of(document);
  }
}
