/** One POST, and what became of it as plain data. */
export interface Transport {
  /** Never rejects. Errors of an HTTP client carry the request, and with it the secret; so none leaves. */
  post(request: TransportRequest): Promise<TransportOutcome>;
}

/** A transport that can also look whether a server is there. */
export interface HttpClient extends Transport {
  /** Never rejects, and follows no redirect: any answer is the answer. */
  get(request: Omit<TransportRequest, 'body'>): Promise<TransportOutcome>;
}

export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
  /** The deadline for the whole exchange, from looking up the name to the last byte of the answer, in ms. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** An answer with any status, redirects and errors included. */
export interface HttpAnswer {
  readonly outcome: 'answered';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Why there is no answer.
 *
 * - `cancelled`: the caller's signal.
 * - `unreachable`: never connected, so the server cannot have acted: no such name, refused, no TLS, the deadline passed while connecting.
 * - `untrusted`: never connected, because the server's certificate is not accepted here.
 * - `timeout`: connected, and the deadline passed.
 * - `broken`: connected, and the connection was lost before the answer was complete.
 * - `unreadable`: what came back is too large, badly compressed, or no HTTP.
 */
export type TransportFailure =
  'cancelled' | 'unreachable' | 'untrusted' | 'timeout' | 'broken' | 'unreadable';

/** Plain data, because the implementation lives in a bundle of its own, where every class is another one than here. */
export type TransportOutcome = HttpAnswer | { readonly outcome: TransportFailure };
