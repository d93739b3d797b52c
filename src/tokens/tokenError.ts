/**
 * Why there is no (new) token. A small closed set, because the user interface has a sentence and buttons for each.
 *
 * `cancelled` covers both a person who pressed Cancel and a token that arrived after the person had signed out; neither is an error to show.
 */
export type FailureKind =
  | 'missingSecret'
  | 'wrongSecret'
  | 'unknownClient'
  | 'unknownAccount'
  | 'wrongEnvironment'
  | 'rejected'
  | 'rateLimited'
  | 'network'
  | 'untrusted'
  | 'networkGate'
  | 'server'
  | 'protocol'
  | 'storage'
  | 'cancelled';

/** What happened and what to do, for the user. No sentence contains anything that a server sent or a person typed. */
export const failureSentences: Readonly<Record<FailureKind, string>> = {
  missingSecret:
    'There is no client secret (private key) stored for this profile on this machine. Enter it once.',
  wrongSecret:
    'Nomba refused the client secret (private key). Copy it again from the dashboard, up to the last “=”.',
  unknownClient:
    'Nomba does not know this client id in this environment. Live and test credentials are different pairs; check that the client id belongs to the environment of the profile.',
  unknownAccount:
    'Nomba does not know this account id. Use the parent account id from the dashboard, not a sub-account id.',
  wrongEnvironment:
    'This token belongs to Nomba’s other environment. Switch to a profile of the right environment.',
  rejected: 'Nomba refused the request. The log has its reason.',
  rateLimited: 'Nomba is limiting how often tokens are requested. Wait a moment, then try again.',
  network: 'Nomba could not be reached. Check the connection, a proxy or a VPN, then try again.',
  untrusted:
    'The certificate of the server is not trusted on this machine. If your company inspects traffic, add its authority to the operating system and restart VS Code; check the clock, too.',
  networkGate:
    'Something in front of Nomba’s API refused the connection. In production, Nomba answers only to IP addresses on your allow-list.',
  server: 'Nomba had an error of its own. Try again in a moment.',
  protocol: 'The answer was not one of Nomba’s. Check the base URL of the profile, and any proxy in between.',
  storage:
    'VS Code’s secret storage cannot be read, so the client secret (private key) is out of reach. Enter it again for this window, or restart VS Code.',
  cancelled: 'Cancelled.',
};

/** The first sentence of a failure: what happened, without what to do. For when there is nothing left to do. */
export function whatHappened(kind: FailureKind): string {
  return failureSentences[kind].replace(/\. .*$/, '.');
}

/** Failures that pass by themselves. After any other, trying again changes nothing until the user does something. */
const passingFailures = new Set<FailureKind>([
  'rateLimited',
  'network',
  'untrusted',
  'networkGate',
  'server',
  'protocol',
  'storage',
]);

export interface TokenErrorOptions {
  /** How long the server asked us to wait, in ms. */
  readonly retryAfter?: number;
  /** The request may have been carried out although no usable answer came: a refresh token may be used up. */
  readonly answerLost?: boolean;
}

/**
 * The only error that leaves the token code on purpose. Its message is the sentence of its kind and it has no `cause`: the errors of an HTTP client
 * carry the request, and with it the secret, in their own properties.
 */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly kind: FailureKind;
  /** ms */
  readonly retryAfter: number | undefined;
  readonly answerLost: boolean;

  constructor(kind: FailureKind, options: TokenErrorOptions = {}) {
    super(failureSentences[kind]);
    this.kind = kind;
    this.retryAfter = options.retryAfter;
    this.answerLost = options.answerLost ?? false;
  }

  /** Whether trying again later, with nothing changed, can succeed. */
  get passes(): boolean {
    return passingFailures.has(this.kind);
  }
}

/** By name, not by `instanceof`: the extension is built into several bundles, and each has a class of its own. */
export function isTokenError(error: unknown): error is TokenError {
  return error instanceof Error && error.name === 'TokenError';
}

/** Anything thrown, as a {@link TokenError}. What is not one is a defect; it becomes `protocol`, without its text. */
export function toTokenError(error: unknown): TokenError {
  return isTokenError(error) ? error : new TokenError('protocol');
}

/** @throws {TokenError} `cancelled` */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new TokenError('cancelled');
  }
}
