import * as vscode from 'vscode';

const scheme = 'nomba-report';

/**
 * A report in a read-only editor. Not an untitled file: VS Code would keep a copy of it on disk, and ask whether to save it. There is one, so that a
 * second report takes the place of the first.
 */
export class ReportDocument implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  #text = '';

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  /** @param fileName its end decides the language. */
  async show(fileName: string, text: string): Promise<void> {
    this.#text = text;
    const uri = vscode.Uri.from({ scheme, path: `/${fileName}` });
    // For the editor in which the last one still is.
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }
}
