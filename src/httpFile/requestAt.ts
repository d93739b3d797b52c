import { httpCodeBlocks } from './codeBlocks';
import { fillIn } from './fileVariables';
import { nombaRequests, type NombaContext } from './nombaRequest';
import { requestAddress } from './requestAddress';
import type { Request, RequestBlock } from './requestBlocks';
import { requestTarget } from './requestTarget';
import { readSection, type Section } from './section';
import { environmentVariables, httpYacTokenVariable } from './tokenReference';

/** A request of a document. Lines count from 0, in the document; offsets from the beginning of its section. */
export interface RequestAtLine {
  /** The whole of a `.http` file, or one code block of a Markdown or AsciiDoc file. */
  readonly section: Section;
  readonly block: RequestBlock;
  readonly request: Request;
  /** Those of its block. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly requestLine: number;
  /**
   * Why REST Client would send another request in its place: it knows no request without `###` before it, and of a code block it sends the first one. `undefined`
   * when it sends this one.
   */
  readonly notForRestClient: 'missingSeparator' | 'notFirstOfCodeBlock' | undefined;
}

/**
 * The request that a line belongs to: a `###` line to the one below it, what follows the last line to the last one. `undefined` where there is none. Takes time in
 * proportion to the text.
 *
 * @param line counted from 0.
 * @param blocksOf VS Code's id of the language in whose code blocks the requests stand; without it, they are the text.
 */
export function requestAt(text: string, line: number, blocksOf?: string): RequestAtLine | undefined {
  const isInBlock = blocksOf !== undefined;
  const spans = isInBlock ? httpCodeBlocks(blocksOf, text) : [{ start: 0, end: text.length }];
  let counted = 0;
  let lines = 0;
  for (const { start, end } of spans) {
    const part = text.slice(start, end);
    // On from the block above: a document can have very many.
    const before = lines + lineBreaks(text.slice(counted, start));
    const after = before + lineBreaks(part);
    // The line that an unfinished code block ends with is one of it; the fence below a finished one is not.
    if (line >= before && (line < after || (line === after && !(isInBlock && /[\r\n]$/.test(part))))) {
      return requestIn(part, before, line - before, isInBlock);
    }
    counted = end;
    lines = after;
  }
  return undefined;
}

function requestIn(
  text: string,
  before: number,
  line: number,
  isInBlock: boolean,
): RequestAtLine | undefined {
  const section = readSection(text);
  const { blocks } = section;
  const block = blocks.find(({ range }) => range.lastLine >= line) ?? blocks.at(-1);
  if (block?.request === undefined) {
    return undefined;
  }
  const { range, request, unseparated } = block;
  const first = blocks.find((one) => one.request !== undefined);
  return {
    section,
    block,
    request,
    firstLine: before + range.firstLine,
    lastLine: before + range.lastLine,
    requestLine: before + request.requestLine.firstLine,
    notForRestClient:
      isInBlock && block !== first ? 'notFirstOfCodeBlock' : unseparated ? 'missingSeparator' : undefined,
  };
}

/** The variables of the profile come and go with the token. */
const namesOfProfile = [...Object.values(environmentVariables), httpYacTokenVariable];

/**
 * Whether a request wants what only the extension has: it refers to the profile, in itself or by the file's variables, and goes to Nomba or to an address that only
 * the client knows.
 */
export function needsProfile({ section, block, request }: RequestAtLine, context: NombaContext): boolean {
  const written = section.text.slice(block.range.start, block.range.end);
  const filledIn = fillIn(written, context.values, {});
  if (!namesOfProfile.some((name) => written.includes(name) || filledIn.includes(name))) {
    return false;
  }
  return (
    request.kind === 'curl' ||
    requestAddress(
      requestTarget(section.text, request.requestLine).url,
      context.values,
      context.environment,
    ) === undefined ||
    nombaRequests(section, context).some((one) => one.block === block)
  );
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
