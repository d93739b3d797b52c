import * as fs from 'node:fs/promises';
import path from 'node:path';
import { io, send, store, type HttpResponse } from 'httpyac';

/** What came of sending one request. */
export interface SentRequest {
  readonly status: number;
  /** The response's body, as text. */
  readonly body: string;
  /** The value of the `Authorization` header that was sent. */
  readonly authorization: string | undefined;
}

// What httpYac's own VS Code extension sets up as well: it has no file access of its own.
Object.assign(io.fileProvider, {
  EOL: '\n',
  isAbsolute: async (file: string) => Promise.resolve(path.isAbsolute(file)),
  dirname: (file: string) => path.dirname(file),
  hasExtension: (file: string, ...extensions: string[]) =>
    extensions.some((extension) => file.endsWith(`.${extension}`)),
  joinPath: (folder: string, file: string) => path.join(folder, file),
  exists: async (file: string) =>
    fs.access(file).then(
      () => true,
      () => false,
    ),
  readFile: async (file: string, encoding: BufferEncoding) => fs.readFile(file, encoding),
  readBuffer: async (file: string) => fs.readFile(file),
  readdir: async (folder: string) => fs.readdir(folder),
  fsPath: (file: string) => file,
  toString: (file: string) => file,
});

/**
 * Sends one request of a `.http` file as httpYac does, in this process: the variables of `process.env` are looked up now.
 *
 * @param index which request of the file, from 0
 */
export async function sendRequest(file: string, text: string, index = 0): Promise<SentRequest> {
  const httpFile = await new store.HttpFileStore().parse(file, text, { workingDir: path.dirname(file) });
  const regions = httpFile.httpRegions.filter(({ request }) => request !== undefined);
  const httpRegion = regions[index];
  if (httpRegion === undefined) {
    throw new Error(`${file} has ${regions.length} requests; there is none with the index ${index}.`);
  }
  const responses: HttpResponse[] = [];
  await send({
    httpFile,
    httpRegion,
    logResponse: async (response) => {
      if (response !== undefined) {
        responses.push(response);
      }
      return Promise.resolve();
    },
  });
  const [response] = responses;
  if (response === undefined) {
    throw new Error('httpYac received no response.');
  }
  const { statusCode, request, rawBody } = response;
  const authorization: unknown = request?.headers?.['Authorization'];
  return {
    status: statusCode,
    body: rawBody?.toString('utf8') ?? '',
    authorization: typeof authorization === 'string' ? authorization : undefined,
  };
}
