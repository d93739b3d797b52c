import { isDeepStrictEqual } from 'node:util';

/** The part that is needed of what httpYac has made of a file (its source, version 6.16.7). */
interface HttpYacFile {
  readonly httpRegions: readonly {
    readonly symbol: {
      readonly startLine: number;
      readonly endLine: number;
      readonly source?: string | undefined;
    };
  }[];
}

/** The part that is needed of httpYac's store of files (its source, version 6.16.7). */
export interface HttpYacDocumentStore<Document> {
  getHttpFile(document: Document): Promise<HttpYacFile | undefined>;
  parse(uri: unknown, text: string): Promise<HttpYacFile>;
  remove(document: Document): void;
}

/**
 * Makes httpYac forget what it has read of a document that is no more. It keeps its reading by URI and version, also of an untitled document that was closed without
 * saving; the next one has the same URI and starts with a lower version. Of the new one it would then send nothing, without a word. A reading of the present text
 * is kept: it holds the responses that later requests refer to.
 */
export async function forgetStaleReading<Document extends { readonly uri: unknown; getText(): string }>(
  store: HttpYacDocumentStore<Document>,
  document: Document,
): Promise<void> {
  const known = await store.getHttpFile(document);
  if (known === undefined) {
    return;
  }
  const present = await store.parse(document.uri, document.getText());
  if (!isDeepStrictEqual(outline(known), outline(present))) {
    store.remove(document);
  }
}

function outline({ httpRegions }: HttpYacFile): unknown {
  return httpRegions.map(({ symbol: { startLine, endLine, source } }) => [startLine, endLine, source]);
}
