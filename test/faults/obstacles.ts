import { once } from 'node:events';
import https from 'node:https';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Worker } from 'node:worker_threads';
import { startTlsFront } from '../emulator/tlsFront';
import { createAuthority, issueCertificate, type Validity } from '../fakes/certificates';

/** ms */
const day = 24 * 60 * 60_000;

/** What keeps a client from reaching a server. */
export type Obstacle =
  | 'unresolvable name'
  | 'closed port'
  | 'full backlog'
  | 'silent TLS'
  | 'no TLS'
  | 'unknown authority'
  | 'expired certificate'
  | 'certificate of another host';

/** Where a client runs into the obstacle. */
export interface Obstructed {
  /** What stands before the path. */
  readonly origin: string;
  readonly remove: () => Promise<void>;
}

/** @param origin of a server that works. */
export async function putUp(obstacle: Obstacle, origin: string): Promise<Obstructed> {
  switch (obstacle) {
    case 'unresolvable name':
      // A label of more than 63 characters, so that no resolver is asked.
      return { origin: `https://${'a'.repeat(64)}.invalid`, remove: nothingToRemove };
    case 'closed port': {
      const server = await listening(createServer());
      const closed = originOf(server, 'http');
      await stop(server);
      return { origin: closed, remove: nothingToRemove };
    }
    case 'full backlog':
      return fullBacklog();
    case 'silent TLS': {
      const server = await listening(createServer((socket) => socket.resume()));
      return { origin: originOf(server, 'https'), remove: async () => stop(server) };
    }
    case 'no TLS':
      return { origin: origin.replace('http:', 'https:'), remove: nothingToRemove };
    case 'unknown authority': {
      const certificate = await issueCertificate(await createAuthority(), 'localhost');
      const front = await startTlsFront(origin, certificate);
      return { origin: `https://localhost:${front.port}`, remove: async () => front.close() };
    }
    case 'expired certificate': {
      const now = Date.now();
      return badCertificate(origin, 'localhost', {
        from: new Date(now - 2 * day),
        until: new Date(now - day),
      });
    }
    case 'certificate of another host':
      return badCertificate(origin, 'other.example');
  }
}

/** The authority is trusted until the obstacle is removed, so that the certificate is refused for its own reason. */
async function badCertificate(origin: string, host: string, validity?: Validity): Promise<Obstructed> {
  const authority = await createAuthority();
  const front = await startTlsFront(origin, await issueCertificate(authority, host, validity));
  const usual = https.globalAgent;
  https.globalAgent = new https.Agent({ ca: authority.certificate });
  return {
    origin: `https://localhost:${front.port}`,
    remove: async () => {
      https.globalAgent = usual;
      await front.close();
    },
  };
}

/** Listens with room for one more than its backlog of one, and never accepts, because its thread stands still. */
const neverAccepts = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** The kernel drops every request to connect once the two places are taken, so that a client waits until its own deadline. */
async function fullBacklog(): Promise<Obstructed> {
  const worker = new Worker(neverAccepts, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const fillers = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all(fillers.map(async (filler) => once(filler, 'connect')));
  return {
    origin: `http://127.0.0.1:${port}`,
    remove: async () => {
      for (const filler of fillers) {
        filler.destroy();
      }
      await worker.terminate();
    },
  };
}

async function nothingToRemove(): Promise<void> {
  return Promise.resolve();
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function originOf(server: Server, scheme: 'http' | 'https'): string {
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
