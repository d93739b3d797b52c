import assert from 'node:assert/strict';
import { answerError, transportError, type TokenCall } from '../../../src/nomba/failure';
import type { HttpAnswer, TransportFailure } from '../../../src/nomba/transport';
import { parseEnvelope } from '../../../src/nomba/wireSchemas';
import type { FailureKind, TokenError } from '../../../src/tokens/tokenError';
import { answer } from './scriptedTransport';

interface Facts {
  readonly kind: FailureKind;
  readonly answerLost: boolean;
  readonly retryAfter: number | undefined;
}

function facts({ kind, answerLost, retryAfter }: TokenError): Facts {
  return { kind, answerLost, retryAfter };
}

const page = '<!DOCTYPE html>\n<html><body>403</body></html>';
const html = { 'content-type': 'text/html; charset=UTF-8' };

function nombaAnswer(status: number, description: string, code = String(status)): HttpAnswer {
  return answer(status, { code, description, status: false });
}

/** A kind for all three calls, or one for each; with `lost`, the work may have been done all the same. */
type Expected = FailureKind | Record<TokenCall, FailureKind>;
interface Row {
  readonly answer: HttpAnswer;
  readonly kind: Expected;
  readonly lost?: true;
  readonly retryAfter?: number;
}

const onIssue = (kind: FailureKind): Expected => ({ issue: kind, refresh: 'rejected', revoke: 'rejected' });

const rows: Record<string, Row> = {
  '301 to another host': {
    answer: answer(301, '', { location: 'https://other.invalid/' }),
    kind: 'protocol',
  },
  '302 with a page': { answer: answer(302, page, html), kind: 'protocol' },
  '307 in Nomba’s envelope': { answer: nombaAnswer(307, 'Moved'), kind: 'protocol' },
  '400': { answer: nombaAnswer(400, 'Bad request'), kind: 'rejected' },
  '400 with a page': { answer: answer(400, page, html), kind: 'protocol' },
  '401': {
    answer: nombaAnswer(401, 'Unauthorized'),
    kind: { issue: 'unknownAccount', refresh: 'rejected', revoke: 'rejected' },
  },
  '401 as plain text': {
    answer: answer(401, 'Unauthorized'),
    kind: { issue: 'unknownAccount', refresh: 'rejected', revoke: 'rejected' },
  },
  '401 with a page': { answer: answer(401, page, html), kind: 'protocol' },
  '403': { answer: nombaAnswer(403, 'Forbidden error'), kind: onIssue('wrongSecret') },
  '403 with a code that is a number': {
    answer: answer(403, { code: 403, description: 'Forbidden error' }),
    kind: onIssue('wrongSecret'),
  },
  '403 for a sandbox token': {
    answer: nombaAnswer(403, 'Not allowed: your token is a SANDBOX token'),
    kind: 'wrongEnvironment',
  },
  '403 with a page': { answer: answer(403, page, html), kind: 'networkGate' },
  '403 with nothing': { answer: answer(403, ''), kind: 'networkGate' },
  '403 with a gateway’s JSON': { answer: answer(403, { message: 'Forbidden' }), kind: 'networkGate' },
  '404 for the client': { answer: nombaAnswer(404, 'Client record not found'), kind: 'unknownClient' },
  '404 for the account': { answer: nombaAnswer(404, 'record not found.'), kind: 'unknownAccount' },
  '404 for the account in `message`': {
    answer: answer(404, { code: '404', message: 'Record not found' }),
    kind: 'unknownAccount',
  },
  '404 for the path': { answer: nombaAnswer(404, 'Resource not found'), kind: 'protocol' },
  '404 for anything else of Nomba’s': { answer: nombaAnswer(404, 'Token not found'), kind: 'rejected' },
  '404 with nothing': { answer: answer(404, ''), kind: 'protocol' },
  '407 of a proxy': { answer: answer(407, ''), kind: 'protocol' },
  '404 with a page': { answer: answer(404, page, html), kind: 'protocol' },
  '408 with a page': { answer: answer(408, page, html), kind: 'server', lost: true },
  '408 with nothing': { answer: answer(408, ''), kind: 'server', lost: true },
  '409': { answer: nombaAnswer(409, 'Conflict'), kind: 'rejected' },
  '422': { answer: nombaAnswer(422, 'Validation failed'), kind: 'rejected' },
  '429': { answer: nombaAnswer(429, 'Too many requests'), kind: 'rateLimited' },
  '429 with Retry-After': {
    answer: answer(429, page, { ...html, 'retry-after': '60', 'x-rate-limit-window': '1s' }),
    kind: 'rateLimited',
    retryAfter: 60_000,
  },
  '429 with a window': {
    answer: answer(429, {}, { 'x-rate-limit-window': '1s' }),
    kind: 'rateLimited',
    retryAfter: 1000,
  },
  '500': { answer: nombaAnswer(500, 'Server error'), kind: 'server' },
  '500 that says success': { answer: nombaAnswer(500, 'Successful', '00'), kind: 'server' },
  '502 with a page': { answer: answer(502, page, html), kind: 'server', lost: true },
  '503 with a page and Retry-After': {
    answer: answer(503, page, { ...html, 'retry-after': '120' }),
    kind: 'server',
    retryAfter: 120_000,
  },
  '504': { answer: answer(504, ''), kind: 'server', lost: true },
  '520 with a page': { answer: answer(520, page, html), kind: 'server', lost: true },
  '521 with a page': { answer: answer(521, page, html), kind: 'server' },
  '524 with a page': { answer: answer(524, page, html), kind: 'server', lost: true },
  '200 with code 01': { answer: nombaAnswer(200, 'Invalid credentials', '01'), kind: onIssue('wrongSecret') },
  '200 with code 02': { answer: nombaAnswer(200, 'Token expired', '02'), kind: 'rejected' },
  '200 with any other code': { answer: nombaAnswer(200, 'Business failure', '99'), kind: 'rejected' },
  '200 with a page': { answer: answer(200, page), kind: 'protocol' },
  '200 with a page that is labelled as JSON': {
    answer: answer(200, page, { 'content-type': 'application/json' }),
    kind: 'protocol',
  },
  '200 with half a body': { answer: answer(200, '{"code":"00","da'), kind: 'protocol', lost: true },
  '200 with nothing': { answer: answer(200, ''), kind: 'protocol', lost: true },
  '200 with a list': { answer: answer(200, []), kind: 'protocol', lost: true },
  '200 with null': { answer: answer(200, null), kind: 'protocol', lost: true },
  '200 without a code': { answer: answer(200, { data: {} }), kind: 'protocol', lost: true },
  '200 with the number 0 as code': {
    answer: answer(200, { code: 0, data: { access_token: 'test-access' } }),
    kind: 'protocol',
    lost: true,
  },
  '200 that says success without a token': {
    answer: answer(200, { code: '00', data: null }),
    kind: 'protocol',
    lost: true,
  },
};

describe('the failure that an answer stands for', () => {
  for (const [title, { answer: http, kind, lost = false, retryAfter }] of Object.entries(rows)) {
    for (const call of ['issue', 'refresh', 'revoke'] as const) {
      const expected = typeof kind === 'string' ? kind : kind[call];
      it(`is ${expected} for ${title}, on ${call}`, () => {
        assert.deepEqual(facts(answerError(call, http, parseEnvelope(http.body), 0)), {
          kind: expected,
          answerLost: lost,
          retryAfter,
        });
      });
    }
  }
});

describe('the failure of an exchange without an answer', () => {
  const expected: Record<TransportFailure, [FailureKind, boolean]> = {
    cancelled: ['cancelled', false],
    unreachable: ['network', false],
    untrusted: ['untrusted', false],
    timeout: ['network', true],
    broken: ['network', true],
    unreadable: ['protocol', true],
  };
  for (const [failure, [kind, answerLost]] of Object.entries(expected) as [
    TransportFailure,
    [FailureKind, boolean],
  ][]) {
    it(`is ${kind} when it is ${failure}, ${answerLost ? 'and the work may have been done' : 'with nothing done'}`, () => {
      assert.deepEqual(facts(transportError(failure)), { kind, answerLost, retryAfter: undefined });
    });
  }
});
