import type { CursorLine } from './completion';
import { parseRequestBlocks, type HeaderLine, type Request, type RequestBlock } from './requestBlocks';

/** What a line of a `.http` file may become, whatever is typed on it so far. */
export type LineRole =
  /** `isFree`: nothing on the lines around it is the request already. */
  | { readonly kind: 'requestLine'; readonly isFree: boolean }
  | {
      readonly kind: 'header';
      /** The block as it is. */
      readonly block: RequestBlock;
      /** Those of the request, with a sample in the place of the line. */
      readonly headers: readonly HeaderLine[];
      /** The line is the blank one between headers and body. */
      readonly isDivider: boolean;
    }
  | { readonly kind: 'other' };

const sampleRequestLine = 'GET /';
const sampleHeader = 'X: x';

/**
 * A half-typed line is not yet what it will be, and makes something else of the lines below it: `Autho` ends the headers. So the section is read as if the line were
 * complete. Where only httpYac sees a request, the role is `other`: to REST Client that is the body of the request above.
 */
export function lineRole(line: CursorLine): LineRole {
  const { section, start } = line;
  const block = section.blocks.findLast(({ range }) => range.start <= start);
  const becomes = requestWith(line, sampleRequestLine, ({ requestLine }) => requestLine.start === start);
  if (becomes !== undefined) {
    const actual = block?.request?.requestLine.start;
    return { kind: 'requestLine', isFree: actual === undefined || actual === start };
  }
  const isOnLine = ({ range }: HeaderLine): boolean => range.start === start;
  const request = requestWith(line, sampleHeader, ({ headers }) => headers.some(isOnLine));
  const sample = request?.headers.find(isOnLine);
  // Past `newHeadersAt` httpYac reads the body.
  if (
    block === undefined ||
    sample === undefined ||
    request === undefined ||
    request.newHeadersAt < sample.range.end
  ) {
    return { kind: 'other' };
  }
  return {
    kind: 'header',
    block,
    headers: request.headers,
    isDivider: line.content === '' && request.body?.firstLine === sample.range.lastLine + 1,
  };
}

/** The request that fits, once the line says something else; `undefined` where only httpYac begins its block. */
function requestWith(
  { section, start, end }: CursorLine,
  content: string,
  fits: (request: Request) => boolean,
): Request | undefined {
  const text = section.text.slice(0, start) + content + section.text.slice(end);
  const found = parseRequestBlocks(text).find(({ request }) => request !== undefined && fits(request));
  return found?.unseparated === false ? found.request : undefined;
}
