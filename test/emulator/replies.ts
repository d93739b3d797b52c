/** An answer before it becomes bytes. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, undefined as an empty body, anything else as JSON. */
  readonly body: unknown;
}

/** Thrown by a check to end a call with this reply. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with HTTP ${reply.status}`);
    this.name = 'Refusal';
    this.reply = reply;
  }
}

/** A success. `status: false` is what Nomba sends on success (recorded exchange). */
export function success(description: string, data: unknown): Reply {
  return { status: 200, body: { code: '00', description, status: false, data } };
}

function failure(status: number, code: string, description: string): Reply {
  return { status, body: { code, description, status: false } };
}

/**
 * Every failure that is documented or was recorded. Those that the emulator never gives by itself
 * (`invalidCredentials`, `tokenExpired`, `businessFailure`, `serverError`, `edgeBlock`) come out of a fault:
 * `queueFault({ type: 'respond', ...errorReplies.serverError })`.
 */
export const errorReplies = {
  wrongSecret: failure(403, '403', 'Forbidden error'),
  unknownClient: failure(404, '404', 'Client record not found'),
  unknownAccount: failure(404, '404', 'Record not found'),
  unknownPath: failure(404, '404', 'Resource not found'),
  sandboxToken: failure(403, '403', 'You cannot access this resource because your token is a sandbox token'),
  unauthorized: failure(401, '401', 'Unauthorized'),
  /** A failure inside HTTP 200. */
  invalidCredentials: failure(200, '01', 'Invalid credentials'),
  /** A failure inside HTTP 200. */
  tokenExpired: failure(200, '02', 'Token expired'),
  /** Any other code inside HTTP 200. */
  businessFailure: failure(200, '99', 'The request could not be processed'),
  tooManyRequests: failure(429, '429', 'Too many requests'),
  serverError: failure(500, '500', 'Server error'),
  /** What stands before Nomba: a missing IP on the allow-list, an edge block. HTML, not JSON. */
  edgeBlock: {
    status: 403,
    headers: { 'Content-Type': 'text/html; charset=UTF-8' },
    body: '<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>\n',
  },
} as const satisfies Record<string, Reply>;

/** A validation failure: 400 when the request cannot be read, 422 when a field is missing or wrong. */
export function validationFailure(status: 400 | 422, description: string, errors: readonly string[]): Reply {
  return { status, body: { code: String(status), description, status: false, errors } };
}
