import { HttpSymbolKind, io, store, type HttpSymbol } from 'httpyac';

/** One request as httpYac reads it, without sending it. */
export interface ParsedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** A file that httpYac would read when it sends is shown as `file`. */
  readonly body: unknown;
}

export interface ParsedFile {
  readonly requests: readonly ParsedRequest[];
  /** Source text of everything that httpYac recognises, header lines excepted: scripts, comments, assertions, bodies. */
  readonly parts: readonly string[];
}

// httpYac asks for configuration files around the file that it parses; here there is no file.
Object.assign(io.fileProvider, {
  EOL: '\n',
  exists: async () => Promise.resolve(false),
  isAbsolute: async () => Promise.resolve(true),
  dirname: () => undefined,
  hasExtension: (fileName: string, ...extensions: string[]) =>
    extensions.some((extension) => fileName.endsWith(`.${extension}`)),
});

export async function parseWithHttpyac(text: string): Promise<ParsedFile> {
  const { httpRegions } = await new store.HttpFileStore().parse('/invented/sample.http', text, {});
  return {
    requests: httpRegions.flatMap(({ request }) =>
      request === undefined
        ? []
        : [
            {
              method: request.method,
              url: request.url,
              headers: { ...request.headers },
              body: withoutFunctions(request.body),
            },
          ],
    ),
    parts: httpRegions.flatMap(({ symbol }) => (symbol.children ?? []).flatMap(partOf)),
  };
}

function partOf({ kind, source }: HttpSymbol): string[] {
  return kind === HttpSymbolKind.requestHeader ? [] : [`${kind}: ${source ?? ''}`];
}

function withoutFunctions(body: unknown): unknown {
  if (Array.isArray(body)) {
    return body.map(withoutFunctions);
  }
  return typeof body === 'function' ? 'file' : body;
}
