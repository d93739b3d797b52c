import type { FailureKind } from '../../src/tokens/tokenError';
import type { FaultAction } from '../emulator/faults';
import type { Obstacle } from './obstacles';

/**
 * What can go wrong with a call to Nomba, and what becomes of it: this table is the documentation, and the test holds the code to it.
 *
 * A row names the fault and its kind. What follows from the kind, and whether the work may have been done, is the same for all rows and stands in
 * `matrixOutcome.ts` and `matrixKinds.ts`:
 *
 * - issue, nothing stored: fails; a consumer who asks again gets the same failure without a call, until the pause is over.
 * - refresh of a token that still lives: where a retry can help, the token stays in use, and the refresh is tried again after the pause. Where the work may have
 *   been done, or where a retry cannot help, a token is issued at once, once; what is stored then is that token. When that issue fails too, the token stays in
 *   use; where the work may have been done it is now doubtful, and has no refresh token, so that what is tried after the pause is an issue.
 * - revoke: the token is removed here in any case, and the user is told that Nomba did not confirm. It is never retried.
 *
 * The pause is 30 s after the first failure, or what the server asks for if that is longer.
 */
export interface Row {
  /** How the call ends, as a part of a sentence: “refresh, <fault>: …”. */
  readonly fault: string;
  readonly cause: Cause;
  /** What the log has of the exchange. */
  readonly seen: string;
  readonly kind: Kind;
  /** Calls for which it means something else. */
  readonly but?: Readonly<Partial<Record<TokenCall, Kind>>>;
  /** The server may have done the work: a refresh token may be used up. */
  readonly workMayBeDone?: true;
  /** Nomba says that it is a success, but there is no token in it that can be used. */
  readonly claimsSuccess?: true;
  /** What a revoke is for has been reached. */
  readonly saysExpired?: true;
  /** A bad request: revoke is tried once more, in its other form. */
  readonly badRequest?: true;
  /** s that the server asks to wait. */
  readonly wait?: number;
}

export type TokenCall = 'issue' | 'refresh' | 'revoke';
/** `none`: it is no failure for this call. */
export type Kind = FailureKind | 'none';
export type Cause = FaultAction | { readonly obstacle: Obstacle } | { readonly redirect: number };

/** Stands in everything that the server says by a fault; it may show in the log at debug level, and nowhere else. */
const serverText = 'words of the server';

export const rows: readonly Row[] = [
  // No server is reached, so nothing was done.
  before('the name is not resolved', 'unresolvable name'),
  before('the connection is refused', 'closed port'),
  before('the connection is never made', 'full backlog'),
  before('the TLS handshake is never answered', 'silent TLS'),
  before('the server does not speak TLS', 'no TLS'),
  untrusted('the certificate is of an authority that nobody knows', 'unknown authority'),
  untrusted('the certificate has expired', 'expired certificate'),
  untrusted('the certificate is for another host', 'certificate of another host'),

  // A connection, but no whole answer.
  ...lost('network', 'no answer (broken)', {
    'the connection is reset before the work': { type: 'reset', moment: 'before' },
    'the connection is reset after the work': { type: 'reset', moment: 'after' },
    'the connection breaks in the answer': { type: 'reset', moment: 'during' },
  }),
  ...lost('network', 'no answer (timeout)', {
    'silence before the work': { type: 'silence', moment: 'before' },
    'silence after the work': { type: 'silence', moment: 'after' },
    'the answer drips': { type: 'slowDrip', chunkBytes: 1, intervalMs: 20 },
  }),

  // A redirect is an answer of something in between, and is not followed.
  ...[301, 302, 307, 308].map((status): Row => ({
    fault: `answered ${status} to another host`,
    cause: { redirect: status },
    seen: `HTTP ${status}`,
    kind: 'protocol',
  })),

  // Refusals of Nomba's own.
  { ...answered(400, 'Bad request'), kind: 'rejected', badRequest: true },
  { ...answered(401, 'Unauthorized'), kind: 'rejected', but: { issue: 'unknownAccount' } },
  { ...answered(403, 'Forbidden error'), kind: 'rejected', but: { issue: 'wrongSecret' } },
  { ...answered(403, 'Your token is a sandbox token'), kind: 'wrongEnvironment' },
  { ...answered(404, 'Client record not found'), kind: 'unknownClient' },
  { ...answered(404, 'Record not found'), kind: 'unknownAccount' },
  { ...answered(404, 'Resource not found'), kind: 'protocol' },
  { ...answered(404, 'Something else not found'), kind: 'rejected' },
  { ...answered(409, 'Conflict'), kind: 'rejected' },
  { ...answered(422, 'Validation failed'), kind: 'rejected', badRequest: true },
  { ...answered(429, 'Too many requests'), kind: 'rateLimited' },
  { ...answered(429, 'Too many requests', { 'Retry-After': '120' }), kind: 'rateLimited', wait: 120 },
  { ...answered(429, 'Too many requests', { 'Retry-After': '5' }), kind: 'rateLimited' },
  { ...answered(429, 'Too many requests', { 'X-Rate-Limit-Window': '90s' }), kind: 'rateLimited', wait: 90 },
  { ...answered(429, 'Too many requests', { 'X-Rate-Limit-Window': '1s' }), kind: 'rateLimited' },

  // Errors, of Nomba or of what stands in front of it.
  { ...answered(500, 'Server error'), kind: 'server' },
  { ...page(408), kind: 'server', workMayBeDone: true },
  { ...page(502), kind: 'server', workMayBeDone: true },
  { ...answered(503, 'Unavailable'), kind: 'server' },
  { ...answered(503, 'Unavailable', { 'Retry-After': '60' }), kind: 'server', wait: 60 },
  { ...page(504), kind: 'server', workMayBeDone: true },
  { ...page(520), kind: 'server', workMayBeDone: true },
  { ...page(524), kind: 'server', workMayBeDone: true },
  { ...page(403), kind: 'networkGate' },
  { ...page(404), kind: 'protocol' },
  { ...page(200), kind: 'protocol' },

  // Failures in a 200.
  { ...code('01', 'Invalid credentials'), kind: 'rejected', but: { issue: 'wrongSecret' } },
  { ...code('02', 'Token expired'), kind: 'rejected', but: { revoke: 'none' }, saysExpired: true },
  { ...code('99', 'Not processed'), kind: 'rejected' },
  {
    ...text('code "00" and then code "99"', `{"code":"00","code":"99","message":"${serverText}"}`),
    kind: 'rejected',
  },
  { ...text('a byte order mark and code "99"', '\uFEFF{"code":"99"}'), kind: 'rejected' },

  // A 200 that nobody can read; the work may have been done.
  ...lost('protocol', 'HTTP 200', {
    'answered with half of the JSON': { type: 'truncatedJson' },
    'answered with an empty body': { type: 'respond', status: 200 },
    'answered in UTF-16': { type: 'respond', status: 200, body: { code: '00' }, charset: 'utf16le' },
    'answered without a code': { type: 'respond', status: 200, body: { description: serverText } },
    'answered with a code that is null': { type: 'respond', status: 200, body: { code: null } },
    'answered with a code that is a number': { type: 'respond', status: 200, body: { code: 0 } },
    'answered with a list': { type: 'respond', status: 200, body: [] },
    'answered with a string': { type: 'respond', status: 200, body: `"${serverText}"` },
    'answered with null': { type: 'respond', status: 200, body: null },
    'answered with a number': { type: 'respond', status: 200, body: 42 },
    'answered with true': { type: 'respond', status: 200, body: true },
  }),
  ...lost('protocol', 'no answer (unreadable)', {
    'answered with 50 MB': { type: 'oversized', bytes: 50_000_000 },
    'answered with a bomb of gzip': { type: 'oversized', bytes: 50_000_000, gzip: true },
    'answered with bad gzip': {
      type: 'respond',
      status: 200,
      body: { code: '00' },
      headers: { 'Content-Encoding': 'gzip' },
    },
  }),

  // A success without a token that can be used; a revoke brings none, so it has succeeded.
  ...unusable({
    'answered without data': { type: 'respond', status: 200, body: { code: '00' } },
    'answered with data that are null': { type: 'respond', status: 200, body: { code: '00', data: null } },
    'answered with data that are a string': {
      type: 'respond',
      status: 200,
      body: { code: '00', data: serverText },
    },
    'answered with data that are a list': {
      type: 'respond',
      status: 200,
      body: { code: '00', data: [{ access_token: 'test-token' }] },
    },
    'answered with data that are a number': { type: 'respond', status: 200, body: { code: '00', data: 42 } },
    'answered with empty data': { type: 'respond', status: 200, body: { code: '00', data: {} } },
    'answered with code "99" and then code "00"': {
      type: 'respond',
      status: 200,
      body: '{"code":"99","code":"00"}',
    },
    'answered without an access token': { type: 'changedData', remove: ['access_token'] },
    'answered with an access token that is null': { type: 'changedData', set: { access_token: null } },
    'answered with an access token that is empty': { type: 'changedData', set: { access_token: '' } },
    'answered with an access token that is a number': { type: 'changedData', set: { access_token: 5 } },
    'answered with an access token that is a list': { type: 'changedData', set: { access_token: ['test'] } },
    'answered with a line end in the access token': {
      type: 'changedData',
      set: { access_token: 'test\r\n' },
    },
  }),

  // Odd, but there is a token in it.
  ...harmless({
    'answered without a refresh token': { type: 'changedData', remove: ['refresh_token'] },
    'answered with a refresh token that is null': { type: 'changedData', set: { refresh_token: null } },
    'answered with a refresh token that is empty': { type: 'changedData', set: { refresh_token: '' } },
    'answered with a refresh token that is a number': { type: 'changedData', set: { refresh_token: 5 } },
    'answered with a refresh token that is an object': { type: 'changedData', set: { refresh_token: {} } },
    'answered without an expiry': { type: 'changedData', remove: ['expiresAt'] },
    'answered with an expiry that is null': { type: 'changedData', set: { expiresAt: null } },
    'answered with an expiry that is empty': { type: 'changedData', set: { expiresAt: '' } },
    'answered with an expiry that is a word': { type: 'changedData', set: { expiresAt: 'soon' } },
    'answered with an expiry that is true': { type: 'changedData', set: { expiresAt: true } },
    'answered with an expiry that is a list': { type: 'changedData', set: { expiresAt: [] } },
    'answered with an expiry that is an object': { type: 'changedData', set: { expiresAt: {} } },
    'answered with a span that is null, without an expiry': {
      type: 'changedData',
      set: { expires_in: null },
      remove: ['expiresAt'],
    },
    'answered with a span that is an object, without an expiry': {
      type: 'changedData',
      set: { expires_in: {} },
      remove: ['expiresAt'],
    },
    'answered in honest gzip': { type: 'gzip' },
  }),
];

/** What the fault means for a call. */
export function kindOf(row: Row, call: TokenCall): Kind {
  return row.but?.[call] ?? row.kind;
}

function before(fault: string, obstacle: Obstacle): Row {
  return { fault, cause: { obstacle }, seen: 'no answer (unreachable)', kind: 'network' };
}

function untrusted(fault: string, obstacle: Obstacle): Row {
  return { fault, cause: { obstacle }, seen: 'no answer (untrusted)', kind: 'untrusted' };
}

function lost(kind: Kind, seen: string, causes: Readonly<Record<string, FaultAction>>): readonly Row[] {
  return Object.entries(causes).map(([fault, cause]) => ({ fault, cause, seen, kind, workMayBeDone: true }));
}

function unusable(causes: Readonly<Record<string, FaultAction>>): readonly Row[] {
  return lost('protocol', 'HTTP 200', causes).map((row) => ({
    ...row,
    claimsSuccess: true,
    but: { revoke: 'none' },
  }));
}

function harmless(causes: Readonly<Record<string, FaultAction>>): readonly Row[] {
  return Object.entries(causes).map(([fault, cause]) => ({ fault, cause, seen: 'HTTP 200', kind: 'none' }));
}

type AnsweredRow = Pick<Row, 'fault' | 'cause' | 'seen'>;

function answered(
  status: number,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): AnsweredRow {
  const extra = Object.entries(headers).map(([name, value]) => ` and ${name}: ${value}`);
  const body = { code: String(status), description: `${description}, ${serverText}` };
  return {
    fault: `answered ${status} “${description}”${extra.join('')}`,
    cause: { type: 'respond', status, headers, body },
    seen: `HTTP ${status}`,
  };
}

function page(status: number): AnsweredRow {
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  return {
    fault: `answered ${status} with a page`,
    cause: { type: 'respond', status, headers, body: `<html><body>${serverText}</body></html>` },
    seen: `HTTP ${status}`,
  };
}

function code(value: string, description: string): AnsweredRow {
  return text(
    `code "${value}"`,
    JSON.stringify({ code: value, description: `${description}, ${serverText}` }),
  );
}

function text(what: string, body: string): AnsweredRow {
  return {
    fault: `answered 200 with ${what}`,
    cause: { type: 'respond', status: 200, body },
    seen: 'HTTP 200',
  };
}
