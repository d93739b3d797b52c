import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip, gzipSync } from 'node:zlib';
import type { Fault } from './faults';
import type { HeldCalls } from './held';
import { errorReplies } from './replies';
import type { Reply } from './replies';

/** What goes over the wire. */
export interface SentResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text; empty for an `oversized` fault, cut where a fault cut it. */
  readonly body: string;
}

/** One call on its way out. */
interface Delivery {
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
  readonly latencyMs: number;
  /** Does what was asked and gives the true answer; called once at most. */
  readonly work: () => Reply;
  /** Told just before the first byte leaves, so that whoever reads the answer finds it recorded. */
  readonly sending: (sent: SentResponse) => void;
  readonly held: HeldCalls;
  /** Ends every wait when the emulator closes. */
  readonly closing: AbortSignal;
}

/**
 * Answers, or fails as the fault says. Nothing is awaited before a `hold` without latency takes effect: a test that
 * saw the call arrive may release it at once.
 */
export async function deliver(delivery: Delivery): Promise<void> {
  const { fault, work, held, closing } = delivery;
  if (delivery.latencyMs > 0) {
    await pause(delivery.latencyMs, undefined, { signal: closing });
  }
  switch (fault?.type) {
    case undefined:
      send(delivery, work());
      return;
    case 'respond':
      if (fault.moment === 'after') {
        work();
      }
      send(delivery, { status: fault.status, headers: fault.headers ?? {}, body: fault.body }, fault.charset);
      return;
    case 'html':
      send(delivery, { ...errorReplies.edgeBlock, status: fault.status ?? errorReplies.edgeBlock.status });
      return;
    case 'truncatedJson': {
      const reply = work();
      const half = firstHalf(encodeBody(reply.body));
      begin(delivery, reply, half).end(half);
      return;
    }
    case 'changedData':
      send(delivery, changeData(work(), fault.set ?? {}, fault.remove ?? []));
      return;
    case 'reset':
      await reset(delivery, fault.moment);
      return;
    case 'silence':
      if (fault.moment === 'after') {
        work();
      }
      return;
    case 'hold': {
      const early = fault.moment === 'after' ? work() : undefined;
      await held.wait();
      send(delivery, early ?? work());
      return;
    }
    case 'latency':
      await pause(fault.ms, undefined, { signal: closing });
      send(delivery, work());
      return;
    case 'delay': {
      const reply = work();
      await pause(fault.ms, undefined, { signal: closing });
      send(delivery, reply);
      return;
    }
    case 'slowDrip':
      await drip(delivery, work(), fault.chunkBytes, fault.intervalMs);
      return;
    case 'oversized':
      await sendOversized(delivery, fault.bytes, fault.gzip ?? false);
      return;
    case 'gzip': {
      const reply = work();
      const body = encodeBody(reply.body);
      delivery.response.setHeader('Content-Encoding', 'gzip');
      begin(delivery, reply, body).end(gzipSync(body));
      return;
    }
  }
}

function send(delivery: Delivery, reply: Reply, charset: BufferEncoding = 'utf8'): void {
  const body = encodeBody(reply.body, charset);
  delivery.response.setHeader('Content-Length', body.length);
  begin(delivery, reply, body).end(body);
}

/** Sets status and headers and reports what is about to be sent; the caller writes the body. */
function begin(delivery: Delivery, reply: Reply, body: Buffer): ServerResponse {
  const { response } = delivery;
  response.statusCode = reply.status;
  response.setHeader('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.setHeader(name, value);
  }
  const headers = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
  delivery.sending({
    status: reply.status,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: body.toString('utf8'),
  });
  return response;
}

function encodeBody(body: unknown, charset: BufferEncoding = 'utf8'): Buffer {
  if (body === undefined) {
    return Buffer.alloc(0);
  }
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), charset);
}

function firstHalf(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

function changeData(reply: Reply, set: Readonly<Record<string, unknown>>, remove: readonly string[]): Reply {
  const body = reply.body as { readonly data?: object };
  if (body.data === undefined) {
    return reply;
  }
  const data = Object.entries({ ...body.data, ...set }).filter(([name]) => !remove.includes(name));
  return { ...reply, body: { ...body, data: Object.fromEntries(data) } };
}

async function reset(delivery: Delivery, moment: 'before' | 'after' | 'during'): Promise<void> {
  const { response, work } = delivery;
  if (moment === 'before') {
    response.req.socket.resetAndDestroy();
    return;
  }
  const reply = work();
  if (moment === 'after') {
    response.req.socket.resetAndDestroy();
    return;
  }
  const body = encodeBody(reply.body);
  response.setHeader('Content-Length', body.length);
  // An RST would also throw away what the client has not read yet; closing after the half makes it always arrive.
  begin(delivery, reply, firstHalf(body)).write(firstHalf(body), () => {
    response.req.socket.destroy();
  });
  await once(response, 'close');
}

async function drip(delivery: Delivery, reply: Reply, chunkBytes: number, intervalMs: number): Promise<void> {
  const body = encodeBody(reply.body);
  delivery.response.setHeader('Content-Length', body.length);
  const response = begin(delivery, reply, body);
  for (let start = 0; start < body.length && !response.destroyed; start += chunkBytes) {
    response.write(body.subarray(start, start + chunkBytes));
    await pause(intervalMs, undefined, { signal: delivery.closing });
  }
  response.end();
}

async function sendOversized(delivery: Delivery, bytes: number, gzip: boolean): Promise<void> {
  if (gzip) {
    delivery.response.setHeader('Content-Encoding', 'gzip');
  }
  const response = begin(delivery, { status: 200, body: undefined }, Buffer.alloc(0));
  const source = Readable.from(oversizedBody(bytes), { objectMode: false });
  try {
    await pipeline(source, gzip ? createGzip() : new PassThrough(), response);
  } catch {
    // The client stopped reading, which is what a careful one does.
  }
}

function* oversizedBody(bytes: number): Generator<string> {
  const start = '{"code":"00","description":"';
  const end = '"}';
  yield start;
  const block = 'x'.repeat(64 * 1024);
  for (let left = bytes - start.length - end.length; left > 0; left -= block.length) {
    yield block.slice(0, left);
  }
  yield end;
}
