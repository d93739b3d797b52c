import * as vscode from 'vscode';
import { httpCodeBlocks } from '../../httpFile/codeBlocks';
import { isHttpDocument } from '../../httpFile/httpDocument';
import { HttpText } from '../../httpFile/httpText';

/** A part of a document that holds requests: all of a `.http` file, or one code block of Markdown or AsciiDoc. */
export interface HttpRegion {
  /** Offset in the document. */
  readonly start: number;
  readonly text: HttpText;
}

interface OpenFile {
  version: number;
  regions: readonly HttpRegion[];
}

/** The open documents as texts of requests. Those of `.http` files follow each keystroke; Markdown is read anew when it is asked for after a change. */
export class OpenHttpFiles implements vscode.Disposable {
  readonly #files = new Map<vscode.TextDocument, OpenFile>();
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#follow(event);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#files.delete(document);
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#files.clear();
  }

  /** In the order of the document. */
  regions(document: vscode.TextDocument): readonly HttpRegion[] {
    const known = this.#files.get(document);
    if (known?.version === document.version) {
      return known.regions;
    }
    const regions = read(document);
    // What is asked for after its closing would never be forgotten.
    if (!document.isClosed) {
      this.#files.set(document, { version: document.version, regions });
    }
    return regions;
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const file = this.#files.get(document);
    const [region] = file?.regions ?? [];
    if (file === undefined || region === undefined || !isHttpDocument(document)) {
      return;
    }
    // In this order, each counts from the text that those before it have left.
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      region.text.edit({ start: rangeOffset, end: rangeOffset + rangeLength, newText: text });
    }
    // Other line endings are a change without a content change.
    if (region.text.length === lengthOf(document)) {
      file.version = document.version;
    }
  }
}

function read(document: vscode.TextDocument): readonly HttpRegion[] {
  const text = document.getText();
  if (isHttpDocument(document)) {
    return [{ start: 0, text: new HttpText(text) }];
  }
  return httpCodeBlocks(document.languageId, text).map(({ start, end }) => ({
    start,
    text: new HttpText(text.slice(start, end)),
  }));
}

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
