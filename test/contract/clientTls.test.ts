import assert from 'node:assert/strict';
import type { ClientRequest } from 'node:http';
import https from 'node:https';
import { Socket } from 'node:net';
import { startTlsFront, type TlsFront } from '../emulator/tlsFront';
import {
  createAuthority,
  createSelfSigned,
  issueCertificate,
  type KeyAndCertificate,
} from '../fakes/certificates';
import { startClient, type EmulatedClient } from './emulatedClient';

const day = 24 * 60 * 60_000;

/** Does as VS Code's agent does when a proxy refuses to lead to a server: what the proxy said comes as the answer, on a socket that is connected to nothing. */
class RefusedByProxy extends https.Agent {
  addRequest(request: ClientRequest): void {
    const socket = new Socket({ writable: false });
    request.once('socket', () => {
      socket.push(
        'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      );
      socket.push(null);
    });
    request.onSocket(socket);
  }
}

// Seen to fail with a client that has an agent, and so authorities, of its own (the first); with one that accepts every certificate, takes every failure to
// connect for `unreachable`, or `untrusted` for a lost answer, or is connected before the handshake (each certificate); with one that takes any socket for a
// connection to the server (the proxy).
describe('the client and the certificate of a server', () => {
  const usual = https.globalAgent;
  let authority: KeyAndCertificate;
  let client: EmulatedClient;
  let front: TlsFront | undefined;

  before(async () => {
    authority = await createAuthority();
  });

  beforeEach(async () => {
    client = await startClient();
    https.globalAgent = new https.Agent({ ca: authority.certificate });
  });

  afterEach(async () => {
    https.globalAgent = usual;
    await front?.close();
    await client.close();
  });

  /** Puts TLS with the certificate before the emulator, whose name is `localhost` then. */
  async function secure(certificate: KeyAndCertificate): Promise<string> {
    front = await startTlsFront(client.emulator.baseUrl, certificate);
    return `https://localhost:${front.port}`;
  }

  it('gets a token where the authority is known', async () => {
    const baseUrl = await secure(await issueCertificate(authority, 'localhost'));
    await client.issue({ baseUrl });
    assert.deepEqual(
      client.emulator.calls.map(({ kind }) => kind),
      ['issue'],
    );
  });

  const bad: Readonly<Record<string, () => Promise<KeyAndCertificate>>> = {
    'of an authority that nobody knows': async () => {
      https.globalAgent = usual;
      return issueCertificate(authority, 'localhost');
    },
    'for another host': async () => issueCertificate(authority, 'other.example'),
    'that has expired': async () =>
      issueCertificate(authority, 'localhost', {
        from: new Date(Date.now() - 2 * day),
        until: new Date(Date.now() - day),
      }),
    'that is not good yet': async () =>
      issueCertificate(authority, 'localhost', {
        from: new Date(Date.now() + day),
        until: new Date(Date.now() + 2 * day),
      }),
    'that the server has signed itself': async () => createSelfSigned('localhost'),
  };
  for (const [what, create] of Object.entries(bad)) {
    it(`sends nothing to a server with a certificate ${what}: untrusted, and nothing was done`, async () => {
      const baseUrl = await secure(await create());
      const failure = await client.failureOf(client.issue({ baseUrl }));
      assert.deepEqual(
        { failure, calls: client.emulator.calls, connections: front?.connections },
        { failure: { kind: 'untrusted', answerLost: false }, calls: [], connections: 1 },
      );
    });
  }

  it('takes what a proxy answers instead of the server for no answer: nothing was done', async () => {
    https.globalAgent = new RefusedByProxy();
    const failure = await client.failureOf(client.issue({ baseUrl: 'https://nomba.example' }));
    assert.deepEqual(failure, { kind: 'network', answerLost: false });
    assert.match(client.log.join('\n'), /: no answer \(unreachable\), network, \d+ ms$/);
  });
});
