import { areUnderstood, methodOf } from './curlCommand';
import { curlOptions, type CurlOption } from './curlOptions';
import { curlWords, endOfWord, type CurlPlace } from './curlWords';
import type { HeaderLine, Request, RequestBlock } from './requestBlocks';
import type { RequestTarget } from './requestTarget';
import type { TextRange } from './textLines';
import { accountIdHeaderName, authorizationHeaderName, isAuthorizationHeader } from './tokenReference';

/** What a curl command sends that stands in a request file, as far as that is plain to see. */
export interface CurlInFile {
  readonly target: RequestTarget;
  /**
   * With the two headers that Nomba's API wants, where the command has them; a header's line is the whole command. So is the body: what is in it is sent, and no place
   * of it is one for a new header.
   */
  readonly request: Request;
}

/**
 * @param request of the kind `curl`.
 * @returns `undefined` where the command has more than one URL, where a URL or a header is put together of pieces, and for options that only curl itself can tell the meaning of.
 */
export function curlInFile(text: string, { range }: RequestBlock, request: Request): CurlInFile | undefined {
  const words = curlWords(text, request.requestLine.start, range.end)?.slice(1);
  const options = words && curlOptions(words.map(({ value }) => value));
  if (options === undefined || !areUnderstood(options)) {
    return undefined;
  }
  const placeOf = ({ word, value }: CurlOption): CurlPlace | undefined => {
    const found = words?.[word];
    return found && endOfWord(found, value.length);
  };
  const [url, ...otherUrls] = options.filter(({ name }) => name === 'url');
  const urlPlace = url && placeOf(url);
  const command = { ...range, start: request.requestLine.start, firstLine: request.requestLine.firstLine };
  const headers = headersOf(options, placeOf, command);
  if (url === undefined || urlPlace === undefined || otherUrls.length > 0 || headers === undefined) {
    return undefined;
  }
  return {
    target: {
      method: methodOf(options).toUpperCase(),
      methodSpan: undefined,
      url: url.value,
      urlSpan: { start: urlPlace.start, end: urlPlace.end },
      version: undefined,
    },
    request: { ...request, headers, headersEnd: command.start, body: command },
  };
}

function headersOf(
  options: readonly CurlOption[],
  placeOf: (option: CurlOption) => CurlPlace | undefined,
  range: TextRange,
): readonly HeaderLine[] | undefined {
  const headers: HeaderLine[] = [];
  for (const option of options) {
    const header = headerOf(option);
    if (header !== undefined) {
      const place = placeOf(option);
      // Without quotes a space that a quick fix writes would end the header.
      if (place?.isQuoted !== true) {
        return undefined;
      }
      const valueStart = place.end - header.written.length;
      headers.push({ name: header.name, value: header.value, range, valueStart, valueEnd: place.end });
    }
  }
  return headers;
}

interface CurlHeader {
  readonly name: string;
  readonly value: string;
  /** What the command has at its end for it. */
  readonly written: string;
}

function headerOf({ name: option, value: content }: CurlOption): CurlHeader | undefined {
  if (option === 'user') {
    return { name: authorizationHeaderName, value: 'Basic', written: content };
  }
  const colon = content.indexOf(':');
  const name = content.slice(0, Math.max(0, colon)).trim();
  const value = content.slice(colon + 1).trim();
  return option === 'header' && value !== '' && isWanted(name)
    ? { name, value, written: content.slice(colon + 1).trimStart() }
    : undefined;
}

function isWanted(name: string): boolean {
  return isAuthorizationHeader({ name }) || name.toLowerCase() === accountIdHeaderName.toLowerCase();
}
