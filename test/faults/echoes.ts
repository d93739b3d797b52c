import type { TransportFailure, TransportOutcome, TransportRequest } from '../../src/nomba/transport';
import { answer } from '../unit/nomba/scriptedTransport';
import { rows } from './matrix';

/** How a server writes what it repeats. */
export const encodings = {
  plain: (text: string) => text,
  upperCase: (text: string) => text.toUpperCase(),
  jsonEscaped: (text: string) => JSON.stringify(text).slice(1, -1),
  percentEncoded: (text: string) => encodeURIComponent(text),
  formEncoded: (text: string) => new URLSearchParams({ text }).toString().slice('text='.length),
  base64: (text: string) => Buffer.from(text).toString('base64'),
  base64url: (text: string) => Buffer.from(text).toString('base64url'),
  /** As error pages have it. */
  htmlEscaped: (text: string) => text.replace(/[&<>"'/=`+]/g, (character) => `&#${character.charCodeAt(0)};`),
  htmlNamed: (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
} as const satisfies Readonly<Record<string, (text: string) => string>>;

export type Encoding = keyof typeof encodings;

/** Where a server puts what it repeats. `split` is half in one field and half in the next one. */
export const placements = [
  'code',
  'description',
  'message',
  'errors',
  'split',
  'everywhere',
  'page',
  'cutOff',
] as const;

export type Placement = (typeof placements)[number];

/** One call of which a server or a transport makes trouble. */
export interface Echo {
  /** All that it was told so far, and has told. */
  readonly secrets: readonly string[];
  /** An access token and a refresh token that it may bring. */
  readonly brought: readonly string[];
  readonly encoding: Encoding;
  readonly placement: Placement;
  readonly request: TransportRequest;
}

/** How a call ends; a promise that rejects is a transport that breaks its word. */
export type CallEnd = (echo: Echo) => Promise<TransportOutcome>;

const transportFailures: Readonly<Record<TransportFailure, true>> = {
  cancelled: true,
  unreachable: true,
  untrusted: true,
  timeout: true,
  broken: true,
  unreadable: true,
};

/** What a proxy refuses with, and every status of the matrix of faults, so that a row that is added there is met here, too. */
const statuses = new Set([
  407,
  ...rows.flatMap(({ cause }) =>
    'redirect' in cause
      ? [cause.redirect]
      : 'type' in cause && cause.type === 'respond'
        ? [cause.status]
        : [],
  ),
]);

/** Every way in which a call can end, by what the test is called. */
export const callEnds: Readonly<Record<string, CallEnd>> = {
  ...Object.fromEntries(
    [...statuses].map((status) => [`an answer ${status} that repeats them`, answered(status)] as const),
  ),
  ...Object.fromEntries(
    (Object.keys(transportFailures) as TransportFailure[]).map((outcome) => [
      `no answer (${outcome})`,
      async () => Promise.resolve({ outcome }),
    ]),
  ),
  'a success that repeats them, without a usable token': async (echo) =>
    Promise.resolve(
      answer(
        200,
        { ...said(echo), code: '00', data: { access_token: { echo: echo.secrets } } },
        headersOf(echo),
      ),
    ),
  'a refusal that brings tokens': async (echo) => {
    const [access_token, refresh_token] = echo.brought;
    const telling = { ...echo, secrets: [...echo.secrets, ...echo.brought] };
    const data = { access_token, refresh_token };
    return Promise.resolve(answer(200, { ...said(telling), data }, headersOf(telling)));
  },
  'a transport that rejects with the request': async ({ request, secrets }) =>
    Promise.reject(likeAxiosError(request, secrets)),
};

/** In the body as JSON, or in a header as it is. */
export function isSent({ body, headers }: TransportRequest, secret: string): boolean {
  return body.includes(JSON.stringify(secret)) || headers['Authorization'] === `Bearer ${secret}`;
}

/** A token, and in every other field everything that the server knows. */
export function success(
  [access_token, refresh_token]: readonly string[],
  known: readonly string[],
): TransportOutcome {
  const echo = known.join(' ');
  const data = { access_token, refresh_token, expires_in: 1800, businessId: echo };
  return answer(200, { code: '00', description: echo, message: echo, errors: known, data }, { date: echo });
}

function answered(status: number): CallEnd {
  return async (echo) => {
    const text = encoded(echo).join(' ');
    const isPage = echo.placement === 'page';
    const body = JSON.stringify(said(echo));
    return Promise.resolve({
      outcome: 'answered',
      status,
      headers: { ...headersOf(echo), ...(isPage && { 'content-type': 'text/html' }) },
      body: isPage ? `<html>${text}</html>` : echo.placement === 'cutOff' ? body.slice(0, -2) : body,
    });
  };
}

function encoded({ secrets, encoding }: Echo): readonly string[] {
  return secrets.map(encodings[encoding]);
}

function headersOf(echo: Echo): Readonly<Record<string, string>> {
  const text = encoded(echo).join(' ');
  const names = ['retry-after', 'x-rate-limit-window', 'date', 'location', 'set-cookie', 'www-authenticate'];
  return Object.fromEntries(names.map((name) => [name, text]));
}

/** The envelope of an answer; as a success it lacks the code. */
function said(echo: Echo): Readonly<Record<string, unknown>> {
  const texts = encoded(echo);
  const text = texts.join(' ');
  const halves = (part: 0 | 1): string =>
    texts
      .map((each) => (part === 0 ? each.slice(0, each.length / 2) : each.slice(each.length / 2)))
      .join(' ');
  switch (echo.placement) {
    case 'code':
      return { code: text };
    case 'message':
      return { code: '99', message: text };
    case 'errors':
      return { code: '99', errors: [...texts, { field: text }] };
    case 'split':
      return { code: '99', description: halves(0), message: halves(1) };
    case 'everywhere':
      return { code: text, description: text, message: text, errors: { [text]: texts } };
    default:
      return { code: '99', description: text };
  }
}

/** What HTTP clients throw: an error that has the request, the answer and a JSON form of both. */
function likeAxiosError(request: TransportRequest, secrets: readonly string[]): Error {
  const config = { headers: request.headers, data: request.body };
  return Object.assign(new Error(`Request failed: ${request.body}`, { cause: secrets.join(' ') }), {
    config,
    request: { body: request.body },
    response: { data: secrets, config },
    toJSON: () => config,
  });
}
