import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';

/** An answer, with a JSON body parsed. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What a request says; a header that is null is left out. */
interface CallChanges {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** The token pair of a success. */
interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
}

/** Asks for a token with the default credentials. */
export async function issue(emulator: Emulator, changes: CallChanges = {}): Promise<Answer> {
  return call(emulator, { path: '/v1/auth/token/issue', method: 'POST', body: issueBody(), ...changes });
}

/** The documented body of issue, with fields replaced. */
export function issueBody(
  changes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    grant_type: 'client_credentials',
    client_id: emulatorCredentials.clientId,
    client_secret: emulatorCredentials.clientSecret,
    ...changes,
  };
}

/** Exchanges the refresh token of the pair. */
export async function refresh(
  emulator: Emulator,
  pair: TokenPair,
  changes: CallChanges = {},
): Promise<Answer> {
  return call(emulator, {
    path: '/v1/auth/token/refresh',
    method: 'POST',
    body: { grant_type: 'refresh_token', refresh_token: pair.refreshToken },
    ...changes,
    headers: { Authorization: `Bearer ${pair.accessToken}`, ...changes.headers },
  });
}

/** Revokes with the official body. */
export async function revoke(
  emulator: Emulator,
  pair: TokenPair,
  changes: CallChanges = {},
): Promise<Answer> {
  return call(emulator, {
    path: '/v1/auth/token/revoke',
    method: 'POST',
    body: { clientId: emulatorCredentials.clientId, access_token: pair.accessToken },
    ...changes,
  });
}

/** GET /v1/accounts/balance, or another call behind the bearer. */
export async function callApi(
  emulator: Emulator,
  accessToken: string,
  changes: CallChanges = {},
): Promise<Answer> {
  return call(emulator, {
    path: '/v1/accounts/balance',
    ...changes,
    headers: { Authorization: `Bearer ${accessToken}`, ...changes.headers },
  });
}

/** The pair of a new session. */
export async function signIn(emulator: Emulator): Promise<TokenPair> {
  return pairOf(await issue(emulator));
}

/** The pair that a successful issue or refresh gave. */
export function pairOf(answer: Answer): TokenPair {
  const { data } = answer.body as {
    data: { access_token: string; refresh_token: string; expiresAt: string };
  };
  return { accessToken: data.access_token, refreshToken: data.refresh_token, expiresAt: data.expiresAt };
}

/** A validation failure in full. */
export function validation(status: 400 | 422, description: string, errors: readonly string[]): Answer {
  return { status, body: { code: String(status), description, status: false, errors } };
}

/** Sends one request with the parent account id in its header. */
export async function call(emulator: Emulator, changes: CallChanges): Promise<Answer> {
  const response = await send(emulator, changes);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text };
}

/** Like call(), for tests that look at headers or bytes. */
export async function send(emulator: Emulator, changes: CallChanges): Promise<Response> {
  const { path = '/', method = 'GET', body } = changes;
  const all: Readonly<Record<string, string | null>> = {
    accountId: emulatorCredentials.accountId,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...changes.headers,
  };
  const headers = Object.entries(all).filter((header): header is [string, string] => header[1] !== null);
  return fetch(`${emulator.baseUrl}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}
