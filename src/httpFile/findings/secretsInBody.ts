import type { NombaContext, NombaRequest } from '../nombaRequest';
import { isPlaceholder } from '../placeholder';
import { urlWithHost } from '../requestAddress';
import type { TextSpan } from '../requestTarget';
import type { Section } from '../section';
import { variableBehind } from '../variableBehind';
import { apiPath, isTokenPath } from './apiPath';

/** Characters. No request for a token is longer. */
const longestBody = 100_000;
const clientSecret = /("client(?:_s|S)ecret"\s{0,100}:\s{0,100}")((?:[^"\\\r\n]|\\.){1,2000})"/g;
const nameOfSecret = /client[ _-]?secret|private[ _-]?key/i;

/** A client secret that is written out: where the request has it, and the file variable whose value it is, if it is not written there itself. */
export interface SecretInBody {
  readonly place: TextSpan;
  readonly variable: string | undefined;
}

/** The client secrets in a request for a token. */
export function secretsInBody(
  { text }: Section,
  { block, request, target }: NombaRequest,
  context: NombaContext,
): readonly SecretInBody[] {
  if (request.body === undefined || !isTokenPath(apiPath(urlWithHost(target.url, request), context))) {
    return [];
  }
  const body = text.slice(request.headersEnd, Math.min(block.range.end, request.headersEnd + longestBody));
  return [...body.matchAll(clientSecret)].flatMap(({ index, 1: before = '', 2: value = '' }) => {
    const variable = variableBehind(value, context.values);
    if (!isSecret(variable === undefined ? value : (context.values.get(variable) ?? ''))) {
      return [];
    }
    const start = request.headersEnd + index + before.length;
    return [{ place: { start, end: start + value.length }, variable }];
  });
}

/** Whether a value in the place of the client secret is one: not a reference, nor what people write there until they have one. */
export function isSecret(value: string): boolean {
  return value !== '' && !value.includes('{{') && !isPlaceholder(value) && !nameOfSecret.test(value);
}
