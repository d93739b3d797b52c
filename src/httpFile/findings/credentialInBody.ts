import type { Finding } from '../finding';
import type { NombaContext, NombaRequest } from '../nombaRequest';
import { isPlaceholder } from '../placeholder';
import type { Section } from '../section';
import { apiPath, isTokenPath } from './apiPath';

/** Characters. No request for a token is longer. */
const longestBody = 100_000;
const clientSecret = /("client(?:_s|S)ecret"\s{0,100}:\s{0,100}")((?:[^"\\\r\n]|\\.){1,2000})"/g;
const nameOfSecret = /client[ _-]?secret|private[ _-]?key/i;

/** The client secret, written out in a request for a token. No edit mends it: who deletes the request loses nothing. */
export function credentialsInBody(
  { text }: Section,
  { block, request, target }: NombaRequest,
  context: NombaContext,
): readonly Finding[] {
  if (request.body === undefined || !isTokenPath(apiPath(target.url, context))) {
    return [];
  }
  const body = text.slice(request.headersEnd, Math.min(block.range.end, request.headersEnd + longestBody));
  return [...body.matchAll(clientSecret)].flatMap(({ index, 1: before = '', 2: value = '' }) => {
    if (value.includes('{{') || isPlaceholder(value) || nameOfSecret.test(value)) {
      return [];
    }
    const start = request.headersEnd + index + before.length;
    return [
      {
        code: 'credential-in-body',
        start,
        end: start + value.length,
        message:
          'The client secret is written into the file. The extension issues tokens itself: delete this request.',
        fixes: [],
      },
    ];
  });
}
