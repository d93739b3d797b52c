import type { Request } from './requestBlocks';
import { requestTarget } from './requestTarget';
import type { TextRange } from './textLines';

/** `file`: the body is read from a file that the text names. `text`: anything else that is sent as it is. */
export type BodyKind = 'none' | 'json' | 'xml' | 'form' | 'multipart' | 'graphql' | 'file' | 'curl' | 'text';

/** Bounded, as every expression for text that may be a line of many megabytes; all of them want only the beginning. */
const longestBeginning = 1000;

/** Media types in small letters, without parameters. */
const mediaTypes: readonly (readonly [expression: RegExp, kind: BodyKind])[] = [
  [/^(?:application|text)\/json$|\+json$|x-amz-json/, 'json'],
  [/^(?:application|text)\/xml$|\+xml$/, 'xml'],
  [/^application\/x-www-form-urlencoded$/, 'form'],
  [/^multipart\//, 'multipart'],
  [/^application\/graphql$/, 'graphql'],
];

/** Both clients want it at the very beginning of the line. */
const fileReference = /^<(?:@\w{0,30})?[^\S\r\n]{1,100}\S/;
/** Of httpYac, which makes GraphQL of it whatever the Content-Type says; REST Client does not. */
const graphqlOperation =
  /^\s{0,100}(?:(?:query|mutation|subscription)(?:[\s({]|$)|fragment\s{1,20}[^\s(]{1,200}\s{1,20}on\s|gql\s{1,20}(?:[^\s(]{1,200}\s{1,20})?<\s)/;

/**
 * What the body of a request is: by its Content-Type, and where there is none by its text. A file comes first, as nothing of its content stands here; so does GraphQL, which is
 * sent as JSON and says so.
 *
 * @param body without what follows it.
 */
export function bodyKind(text: string, request: Request, body: TextRange | undefined): BodyKind {
  if (request.kind === 'curl') {
    return 'curl';
  }
  if (body === undefined) {
    return 'none';
  }
  const beginning = text.slice(body.start, Math.min(body.end, body.start + longestBeginning));
  if (fileReference.test(beginning)) {
    return 'file';
  }
  // REST Client wants the header’s value in exactly these letters; the method is httpYac’s.
  if (
    headerValue(request, 'x-request-type') === 'GraphQL' ||
    requestTarget(text, request.requestLine).method === 'GRAPHQL'
  ) {
    return 'graphql';
  }
  const mediaType = mediaTypeOf(request);
  const kind =
    mediaType === undefined
      ? kindByText(beginning)
      : (mediaTypes.find(([expression]) => expression.test(mediaType))?.[1] ?? 'text');
  return (kind === 'json' || kind === 'text') && graphqlOperation.test(beginning) ? 'graphql' : kind;
}

/** In small letters; `undefined` where there is none, and where it is a reference. */
export function mediaTypeOf(request: Request): string | undefined {
  const mediaType = headerValue(request, 'content-type')?.slice(0, longestBeginning).split(';')[0]?.trim();
  return mediaType === undefined || mediaType === '' || mediaType.includes('{{')
    ? undefined
    : mediaType.toLowerCase();
}

function kindByText(beginning: string): BodyKind {
  const start = beginning.trimStart();
  // `{{` is a reference, of which nobody knows what it stands for.
  if (/^(?:\{(?!\{)|\[)/.test(start)) {
    return 'json';
  }
  return /^<[A-Za-z_?!]/.test(start) ? 'xml' : 'text';
}

function headerValue({ headers }: Request, name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}
