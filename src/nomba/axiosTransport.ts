// Not `node:http`: VS Code routes requests through the user's proxy by handing its own modules to extensions that ask for `http` and `https`, and it
// knows them by these names only.
import http from 'http';
import https from 'https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import axios, { AxiosError } from 'axios';
import type { HttpClient, TransportFailure, TransportOutcome, TransportRequest } from './transport';

/** Bytes, counted after decompression. An answer of Nomba's has about two thousand. */
const largestMessage = 1024 * 1024;

/** What zlib, brotli and the HTTP parser call an answer that they cannot read. */
const unreadableCodes = /^(?:Z_|ERR__ERROR_|HPE_)/;

/** The HTTP client. The only file that knows axios. */
export const axiosTransport: HttpClient = {
  post: async ({ body, ...request }) => send(request, { method: 'post', data: body }),
  get: async (request) => send(request, { method: 'get' }),
};

type Envelope = Omit<TransportRequest, 'body'>;
type Content = { readonly method: 'post'; readonly data: string } | { readonly method: 'get' };

async function send(request: Envelope, content: Content): Promise<TransportOutcome> {
  const exchange = new Exchange(request);
  try {
    const answer = await axios.request<string>({
      ...content,
      url: request.url,
      headers: {
        Accept: 'application/json',
        'User-Agent': 'nomba-tokens',
        // A pooled connection that the server has closed meanwhile would fail in a way that looks like a lost answer.
        Connection: 'close',
        ...request.headers,
      },
      adapter: 'http',
      transport: exchange,
      // Not "no proxy" but "do not look for one": VS Code routes http and https itself.
      proxy: false,
      // A redirect would carry the secret to a host that the user never named.
      maxRedirects: 0,
      maxContentLength: largestMessage,
      maxBodyLength: largestMessage,
      responseType: 'text',
      validateStatus: () => true,
      // axios' own timeout starts anew with every byte, so that a slow drip would hold the call for ever.
      signal: exchange.signal,
    });
    if (!exchange.isConnected) {
      // A proxy that refuses to lead to the server answers in its place, and VS Code hands that on as if it were the server's.
      return { outcome: 'unreachable' };
    }
    return {
      outcome: 'answered',
      status: answer.status,
      headers: plainHeaders(answer.headers),
      body: answer.data,
    };
  } catch (error) {
    return { outcome: exchange.explain(error) };
  } finally {
    exchange.end();
  }
}

/** The deadline and the evidence of one request: who ended it, and whether there was a connection by then. */
class Exchange {
  readonly #request: Envelope;
  readonly #abort = new AbortController();
  readonly #deadline: NodeJS.Timeout;
  readonly #cancel = (): void => {
    this.#stop('cancelled');
  };
  #stopped: 'cancelled' | 'timeout' | undefined;
  #connected = false;
  #socket: Socket | undefined;

  constructor(request: Envelope) {
    this.#request = request;
    // Not AbortSignal.timeout() with AbortSignal.any(): they do not say which of them fired.
    this.#deadline = setTimeout(() => {
      this.#stop('timeout');
    }, request.timeout);
    request.signal.addEventListener('abort', this.#cancel, { once: true });
    if (request.signal.aborted) {
      this.#cancel();
    }
  }

  /** Whether there was a connection to the server: over TLS, one with a certificate that was found good. */
  get isConnected(): boolean {
    return this.#connected;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What axios calls instead of Node's `http.request` or `https.request`. */
  request(
    options: https.RequestOptions,
    onResponse: (response: http.IncomingMessage) => void,
  ): http.ClientRequest {
    const isSecure = options.protocol === 'https:';
    const request = (isSecure ? https : http).request(options, onResponse);
    request.once('socket', (socket) => {
      this.#socket = socket;
      // Over https, a socket without TLS leads to no server: VS Code hands what a refusing proxy said on by one.
      if (!isSecure || socket instanceof TLSSocket) {
        whenConnected(socket, () => {
          this.#connected = true;
        });
      }
    });
    return request;
  }

  explain(error: unknown): TransportFailure {
    if (this.#stopped === 'cancelled') {
      return 'cancelled';
    }
    if (!this.#connected) {
      return isUntrusted(this.#socket) ? 'untrusted' : 'unreachable';
    }
    if (this.#stopped === 'timeout') {
      return 'timeout';
    }
    return isUnreadable(error) ? 'unreadable' : 'broken';
  }

  end(): void {
    clearTimeout(this.#deadline);
    this.#request.signal.removeEventListener('abort', this.#cancel);
  }

  #stop(reason: 'cancelled' | 'timeout'): void {
    this.#stopped ??= reason;
    this.#abort.abort();
  }
}

/**
 * Calls back as soon as the request can leave: over TLS that is after the handshake, hence after the certificate was found good. Node takes the request
 * earlier and holds it back, so `finish` of the request proves nothing.
 */
function whenConnected(socket: Socket, callback: () => void): void {
  const isSecure = socket instanceof TLSSocket;
  const isConnected = isSecure ? socket.getFinished() !== undefined : !socket.connecting;
  if (isConnected) {
    callback();
  } else {
    socket.once(isSecure ? 'secureConnect' : 'connect', callback);
  }
}

/** Whether the server has shown a certificate that is not accepted, for whichever reason. */
function isUntrusted(socket: Socket | undefined): boolean {
  return socket instanceof TLSSocket && Boolean(socket.authorizationError);
}

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof AxiosError) || error.code === undefined) {
    return false;
  }
  // axios reports a body beyond the limit and a connection lost in the body by the same code; only the latter comes with the response.
  const tooLarge = error.code === AxiosError.ERR_BAD_RESPONSE && error.response === undefined;
  return tooLarge || unreadableCodes.test(error.code);
}

function plainHeaders(headers: object): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers) as [string, unknown][]) {
    plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return plain;
}
