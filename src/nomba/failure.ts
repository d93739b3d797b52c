import { TokenError, type FailureKind } from '../tokens/tokenError';
import { retryAfterOf } from './retryAfter';
import type { HttpAnswer, TransportFailure } from './transport';
import type { Envelope } from './wireSchemas';

/** Which of Nomba's three token calls was answered: the same answer means different things to them. */
export type TokenCall = 'issue' | 'refresh' | 'revoke';

interface AnswerFacts {
  readonly call: TokenCall;
  readonly status: number;
  readonly succeeded: boolean;
  /** A page, made for people by something in front of the API. */
  readonly isPage: boolean;
  /** Whether the body has a `code`, which every answer of Nomba's own has. */
  readonly isNombas: boolean;
  readonly code: string | number | undefined;
  /** `description` or `message`, in lower case. A hint where nothing else tells two failures apart. */
  readonly text: string;
}

interface Rule {
  readonly kind: FailureKind;
  readonly answerLost?: true;
  readonly when: (facts: AnswerFacts) => boolean;
}

/**
 * A gateway that got no whole answer from the API does not know whether the work was done, either: 408, 502 and 504 (RFC 9110 sections 15.5.9, 15.6.3 and 15.6.5),
 * and 520 and 524 of a well-known one.
 */
const lostStatuses: ReadonlySet<number> = new Set([408, 502, 504, 520, 524]);

/** Every answer that is not a success, by the first rule that fits. Sources: Nomba's documentation and recorded exchanges, unless said otherwise. */
const answerRules: readonly Rule[] = [
  { kind: 'rateLimited', when: ({ status }) => status === 429 },
  { kind: 'server', answerLost: true, when: ({ status }) => lostStatuses.has(status) },
  { kind: 'server', when: ({ status }) => status >= 500 },
  // The allow-list of IP addresses, or an edge: Nomba itself answers a 403 with its envelope.
  { kind: 'networkGate', when: ({ status, isNombas }) => status === 403 && !isNombas },
  { kind: 'protocol', when: ({ isPage }) => isPage },
  // A proxy wants a password; it is the proxy's answer, even without a page (RFC 9110 section 15.5.8).
  { kind: 'protocol', when: ({ status }) => status === 407 },
  // Never followed: a redirect would carry the secret elsewhere.
  { kind: 'protocol', when: ({ status }) => status < 200 || (status >= 300 && status < 400) },
  { kind: 'wrongEnvironment', when: ({ status, text }) => status === 403 && text.includes('sandbox token') },
  { kind: 'wrongSecret', when: ({ status, call }) => status === 403 && call === 'issue' },
  // "Account id missing or wrong, or token invalid": an issue sends no token, and the account id is never missing.
  { kind: 'unknownAccount', when: ({ status, call }) => status === 401 && call === 'issue' },
  {
    kind: 'unknownClient',
    when: ({ status, text }) => status === 404 && text.includes('client record not found'),
  },
  { kind: 'unknownAccount', when: ({ status, text }) => status === 404 && text.includes('record not found') },
  // The path is wrong, and the path comes from the base URL. Any other 404 of Nomba's own is a refusal like the rest.
  {
    kind: 'protocol',
    when: ({ status, text, isNombas }) =>
      status === 404 && (!isNombas || text.includes('resource not found')),
  },
  // Cut off, empty, or not Nomba's; the server may have done the work.
  {
    kind: 'protocol',
    answerLost: true,
    when: ({ succeeded, code }) => succeeded && typeof code !== 'string',
  },
  // A success, but without a token that can be used.
  { kind: 'protocol', answerLost: true, when: ({ succeeded, code }) => succeeded && code === '00' },
  // "Invalid credentials": a refresh sends no client secret, so there it is the refresh token that was refused.
  {
    kind: 'wrongSecret',
    when: ({ succeeded, code, call }) => succeeded && code === '01' && call === 'issue',
  },
  { kind: 'rejected', when: () => true },
];

/** What becomes of an exchange without an answer. A body that cannot be read is an answer, but not one of Nomba's. */
const transportRules: Readonly<Record<TransportFailure, Omit<Rule, 'when'>>> = {
  cancelled: { kind: 'cancelled' },
  unreachable: { kind: 'network' },
  untrusted: { kind: 'untrusted' },
  timeout: { kind: 'network', answerLost: true },
  broken: { kind: 'network', answerLost: true },
  unreadable: { kind: 'protocol', answerLost: true },
};

/** The failure of an exchange that brought no answer. */
export function transportError(failure: TransportFailure): TokenError {
  const { kind, answerLost = false } = transportRules[failure];
  return new TokenError(kind, { answerLost });
}

/**
 * The failure that an answer stands for; also of a success that lacks what it should bring.
 *
 * @param envelope what the body is, `undefined` when it is no JSON object.
 * @param now epoch ms
 */
export function answerError(
  call: TokenCall,
  answer: HttpAnswer,
  envelope: Envelope | undefined,
  now: number,
): TokenError {
  const { status, headers, body } = answer;
  const facts: AnswerFacts = {
    call,
    status,
    succeeded: status >= 200 && status < 300,
    isPage: envelope === undefined && (/\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*</.test(body)),
    isNombas: envelope?.code !== undefined,
    code: envelope?.code,
    text: (envelope?.description ?? envelope?.message ?? '').toLowerCase(),
  };
  const { kind, answerLost = false } = answerRules.find((rule) => rule.when(facts)) ?? { kind: 'rejected' };
  const waits = kind === 'rateLimited' || kind === 'server';
  const retryAfter = waits ? retryAfterOf(headers, now) : undefined;
  return new TokenError(kind, { answerLost, ...(retryAfter !== undefined && { retryAfter }) });
}
