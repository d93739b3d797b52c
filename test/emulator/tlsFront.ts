import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { KeyAndCertificate } from '../fakes/certificates';

/** A server on 127.0.0.1 that takes TLS off and hands the rest on. */
export interface TlsFront {
  readonly port: number;
  /** How many connections came, whether or not their handshake succeeded. */
  readonly connections: number;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

/**
 * Puts TLS before an emulator, which speaks plain HTTP.
 *
 * @param baseUrl the emulator's, with a port
 */
export async function startTlsFront(
  baseUrl: string,
  { key, certificate }: KeyAndCertificate,
): Promise<TlsFront> {
  const target = new URL(baseUrl);
  const open = new Set<Socket>();
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // A client that does not like the certificate, or gives up, is no failure of the server's.
    socket.on('error', () => socket.destroy());
  };
  let connections = 0;
  const server = createServer({ key, cert: certificate }, (secure) => {
    const plain = connect(Number(target.port), target.hostname);
    keep(plain);
    keep(secure);
    secure.pipe(plain).pipe(secure);
    // A reset must come through as one.
    secure.once('close', () => plain.destroy());
    plain.once('close', () => {
      secure.destroySoon();
    });
  });
  server.on('connection', (socket: Socket) => {
    connections += 1;
    keep(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get connections() {
      return connections;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) {
        socket.destroy();
      }
      await closed;
    },
  };
}
