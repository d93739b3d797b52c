import type * as vscode from 'vscode';
import { httpCodeBlocks } from '../../httpFile/codeBlocks';
import { isHttpDocument } from '../../httpFile/httpDocument';
import { HttpText } from '../../httpFile/httpText';

/** A part of a document that holds requests: all of a `.http` file, or one code block of Markdown or AsciiDoc. */
export interface HttpRegion {
  /** Offset in the document. */
  readonly start: number;
  readonly text: HttpText;
}

/** What is looked at of a document of the editor. */
export type RegionDocument = Pick<
  vscode.TextDocument,
  'eol' | 'fileName' | 'getText' | 'isClosed' | 'languageId' | 'lineAt' | 'lineCount' | 'offsetAt' | 'version'
>;

export interface RegionChange {
  readonly document: RegionDocument;
  readonly contentChanges: readonly Pick<
    vscode.TextDocumentContentChangeEvent,
    'rangeOffset' | 'rangeLength' | 'text'
  >[];
}

interface KnownDocument {
  version: number;
  readonly eol: vscode.EndOfLine;
  readonly regions: readonly HttpRegion[];
}

/** The regions of documents. Those of `.http` files follow each keystroke; Markdown is read anew when it is asked for after a change. */
export class HttpRegions {
  readonly #known = new Map<RegionDocument, KnownDocument>();

  clear(): void {
    this.#known.clear();
  }

  /** It is closed. */
  forget(document: RegionDocument): void {
    this.#known.delete(document);
  }

  /** In the order of the document. */
  of(document: RegionDocument): readonly HttpRegion[] {
    const { version, eol } = document;
    const known = this.#known.get(document);
    if (known?.version === version) {
      return known.regions;
    }
    const regions = read(document);
    // What is asked for after its closing would never be forgotten.
    if (!document.isClosed) {
      this.#known.set(document, { version, eol, regions });
    }
    return regions;
  }

  /** To be called after each change, in their order. */
  follow({ document, contentChanges }: RegionChange): void {
    const known = this.#known.get(document);
    const [region] = known?.regions ?? [];
    // Whoever heard of the change before may have asked for the regions after it.
    if (known === undefined || known.version === document.version) {
      return;
    }
    if (region === undefined || !isHttpDocument(document)) {
      this.#known.delete(document);
      return;
    }
    // In this order, each counts from the text that those before it have left.
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      region.text.edit({ start: rangeOffset, end: rangeOffset + rangeLength, newText: text });
    }
    // Other line endings are a change without a content change: what comes after it counts from another text, even once they are changed back.
    if (region.text.length === lengthOf(document) && known.eol === document.eol) {
      known.version = document.version;
    } else {
      this.#known.delete(document);
    }
  }
}

function read(document: RegionDocument): readonly HttpRegion[] {
  const text = document.getText();
  if (isHttpDocument(document)) {
    return [{ start: 0, text: new HttpText(text) }];
  }
  return httpCodeBlocks(document.languageId, text).map(({ start, end }) => ({
    start,
    text: new HttpText(text.slice(start, end)),
  }));
}

function lengthOf(document: RegionDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
