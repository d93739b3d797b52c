import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bearerFingerprint } from './calls';
import { accountIdOf, bearerOf } from './checks';
import type { EmulatorRequest } from './checks';
import type { EmulatorClient } from './clients';
import { control, controlPath } from './control';
import { deliver } from './delivery';
import type { SentResponse } from './delivery';
import { createEmulator } from './emulator';
import type { Emulator } from './emulator';
import type { CallKind, FaultAction } from './faults';
import type { EmulatorOptions } from './options';
import { Refusal } from './replies';
import type { Reply } from './replies';
import { findRoute } from './routes';
import type { Route } from './routes';
import { EmulatorState } from './state';

/** A request and its answer in full, secrets and all: for tests in memory, not for printing. */
export interface Exchange {
  readonly kind: CallKind;
  readonly fault: FaultAction['type'] | undefined;
  readonly request: {
    readonly method: string;
    /** Without the query. */
    readonly path: string;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: SentResponse;
}

/** How an emulator starts; everything has a default. */
export interface StartOptions extends Partial<EmulatorOptions> {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Instead of the invented defaults. */
  readonly clients?: readonly EmulatorClient[];
  /** Told of each answer just before it leaves; calls that are never answered are only in `calls`. */
  readonly onExchange?: (exchange: Exchange) => void;
}

const bodyLimitBytes = 64 * 1024;

/**
 * Starts an emulator on 127.0.0.1. Rejects when the port is taken (`EADDRINUSE`) and with EmulatorInputError for
 * options that do not exist.
 */
export async function startEmulator(start: StartOptions = {}): Promise<Emulator> {
  const { port = 0, clients, onExchange, ...options } = start;
  const state = new EmulatorState(options, clients);
  const closing = new AbortController();
  const server = createServer((request, response) => {
    handle(state, request, response, closing.signal, onExchange).catch((error: unknown) => {
      if (!closing.signal.aborted) {
        throw error;
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: actualPort } = server.address() as AddressInfo;
  return createEmulator(state, `http://127.0.0.1:${actualPort}`, async () => close(server, closing));
}

async function close(server: Server, closing: AbortController): Promise<void> {
  if (closing.signal.aborted) {
    return;
  }
  closing.abort();
  const closed = once(server, 'close');
  server.close();
  // Silent and held calls would keep the server open for ever.
  server.closeAllConnections();
  await closed;
}

async function handle(
  state: EmulatorState,
  incoming: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
  onExchange: StartOptions['onExchange'],
): Promise<void> {
  const method = incoming.method ?? 'GET';
  // Not `new URL`: it would tidy up the doubled slashes that a wrong base URL leads to.
  const [path = '/'] = (incoming.url ?? '/').split('?', 1);
  const at = Date.now();
  const read = await readBody(incoming);
  if (read === 'client gone') {
    return;
  }
  const { body } = read;
  response.setHeader('Date', new Date(state.now()).toUTCString());
  if (path === controlPath || path.startsWith(`${controlPath}/`)) {
    const reply = control(state, method, path, body ?? '');
    response.writeHead(reply.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(reply.body));
    return;
  }
  const route = findRoute(method, path);
  const request: EmulatorRequest = { method, path, headers: incoming.headers, body };
  const bearer = bearerOf(incoming.headers);
  const fault = state.faults.take(route.kind);
  const call = state.calls.arrived({
    kind: route.kind,
    method,
    path,
    accountId: accountIdOf(incoming.headers),
    bearer: bearer === undefined ? undefined : bearerFingerprint(bearer),
    at,
    fault: fault?.type,
  });
  await deliver({
    response,
    fault,
    latencyMs: state.options.latencyMs,
    held: state.held,
    closing,
    work: () => {
      call.processed = true;
      return work(state, route, request);
    },
    sending: (sent) => {
      call.status = sent.status;
      onExchange?.({
        kind: route.kind,
        fault: fault?.type,
        request: { method, path, headers: plainHeaders(incoming), body: body ?? '' },
        response: sent,
      });
    },
  });
}

function work(state: EmulatorState, route: Route, request: EmulatorRequest): Reply {
  const { options, clients, tokens } = state;
  const now = (): number => state.now();
  const answer = (): Reply => {
    try {
      return route.answer(request, { clients, options, tokens, now });
    } catch (error) {
      if (error instanceof Refusal) {
        return error.reply;
      }
      throw error;
    }
  };
  if (route.kind === 'api' || route.kind === 'unknown') {
    return answer();
  }
  return state.rateLimiter.admit(options.rateLimit, accountIdOf(request.headers) ?? '', state.now(), answer);
}

/** The body is undefined when it is larger than the limit. */
async function readBody(incoming: IncomingMessage): Promise<{ body: string | undefined } | 'client gone'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= bodyLimitBytes) {
        chunks.push(chunk);
      }
    }
  } catch {
    return 'client gone';
  }
  return { body: length > bodyLimitBytes ? undefined : Buffer.concat(chunks).toString('utf8') };
}

function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
