import type { IncomingHttpHeaders } from 'node:http';
import * as v from 'valibot';
import type { EmulatorClient } from './clients';
import { describeIssue } from './input';
import { readAccessToken } from './jwt';
import type { AccessTokenClaims } from './jwt';
import type { EmulatorOptions } from './options';
import { errorReplies, Refusal, validationFailure } from './replies';
import type { TokenSessions } from './tokens';

/** A request with its body read; `body` is undefined when it was larger than the server takes. */
export interface EmulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string | undefined;
}

/** What an endpoint needs to know. `now` is epoch ms by the emulator's clock. */
export interface EndpointContext {
  readonly clients: readonly EmulatorClient[];
  readonly options: EmulatorOptions;
  readonly tokens: TokenSessions;
  readonly now: () => number;
}

/** The `accountId` header; Node has put header names in lower case. */
export function accountIdOf(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['accountid'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** 401 without an `accountId` header. */
export function requireAccountId(request: EmulatorRequest): string {
  const accountId = accountIdOf(request.headers);
  if (accountId === undefined) {
    throw new Refusal(errorReplies.unauthorized);
  }
  return accountId;
}

/**
 * Refuses an account id that is not the client's parent account: "Record not found" when there is no such account
 * (recorded), 401 when there is, but it is a sub-account or somebody else's (documentation: account id wrong).
 */
export function requireAccountOf(
  client: { readonly accountId: string },
  accountId: string,
  context: EndpointContext,
): void {
  if (accountId === client.accountId) {
    return;
  }
  const exists = context.clients.some(
    (other) => other.accountId === accountId || other.subAccountId === accountId,
  );
  throw new Refusal(exists ? errorReplies.unauthorized : errorReplies.unknownAccount);
}

/** 404 for a client id that nobody has, or that belongs to the other environment. */
export function requireClient(clientId: string, context: EndpointContext): EmulatorClient {
  const client = context.clients.find(
    (known) => known.clientId === clientId && known.environment === context.options.environment,
  );
  if (client === undefined) {
    throw new Refusal(errorReplies.unknownClient);
  }
  return client;
}

/** The claims of a bearer that Nomba signed once, even if it is no longer good; 401 without one. */
export function requireSignedBearer(request: EmulatorRequest, context: EndpointContext): AccessTokenClaims {
  const bearer = bearerOf(request.headers);
  const claims = bearer === undefined ? undefined : readAccessToken(bearer);
  if (claims === undefined) {
    throw new Refusal(errorReplies.unauthorized);
  }
  const isSandboxToken = Object.keys(claims).some((name) => name.startsWith('E:sandbox'));
  if (isSandboxToken && context.options.environment === 'production') {
    throw new Refusal(errorReplies.sandboxToken);
  }
  return claims;
}

/** The body as the schema has it; 400 when it cannot be read as JSON, 422 when it is something else. */
export function requireBody<Output>(
  request: EmulatorRequest,
  schema: v.GenericSchema<unknown, Output>,
): Output {
  const result = v.safeParse(schema, readJson(request));
  if (!result.success) {
    throw new Refusal(validationFailure(422, 'Validation failed', result.issues.map(describeIssue)));
  }
  return result.output;
}

/** The body as JSON; 400 when it is too large, not declared as JSON, or not JSON. */
export function readJson(request: EmulatorRequest): unknown {
  if (request.body === undefined) {
    throw new Refusal(validationFailure(400, 'Bad request', ['body is too large']));
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(validationFailure(400, 'Bad request', ['Content-Type must be application/json']));
  }
  try {
    return JSON.parse(request.body) as unknown;
  } catch {
    throw new Refusal(validationFailure(400, 'Bad request', ['body is not valid JSON']));
  }
}
