import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { FailureKind } from '../../src/tokens/tokenError';
import { emulatorCredentials } from '../emulator/clients';
import type { Fault } from '../emulator/faults';
import { startClient, type EmulatedClient, type Failure } from './emulatedClient';

/** ms. Long enough for any answer that comes, short enough to wait for one that does not. */
const shortTimeout = 150;

describe('the client on a bad day', () => {
  let client: EmulatedClient;

  beforeEach(async () => {
    client = await startClient();
  });

  afterEach(async () => {
    await client.close();
  });

  // Seen to fail with a client that goes where a redirect leads.
  describe('does not follow', () => {
    for (const status of [301, 302, 307, 308]) {
      it(`a ${status} to another host`, async () => {
        let contacts = 0;
        const other = createHttpServer((_request, response) => {
          contacts += 1;
          response.end();
        });
        const url = await listen(other, 'http');
        client.emulator.queueFault({
          type: 'respond',
          status,
          headers: { Location: `${url}/v1/auth/token/issue` },
        });
        const failure = await client.failureOf(client.issue());
        await stop(other);
        assert.deepEqual([failure, contacts], [{ kind: 'protocol', answerLost: false }, 0]);
      });
    }
  });

  // Seen to fail when: a timeout, a lost connection, an answer that cannot be read, one of a success that says nothing, or one without a token is no lost answer;
  // the deadline is missing, or starts anew with every byte; a body beyond the limit is a lost connection, or the other way round.
  describe('knows that the work may have been done', () => {
    const faults: Record<string, [Fault, FailureKind]> = {
      'a reset before the work': [{ type: 'reset', moment: 'before' }, 'network'],
      'a reset after the work': [{ type: 'reset', moment: 'after' }, 'network'],
      'a reset in the middle of the answer': [{ type: 'reset', moment: 'during' }, 'network'],
      'silence before the work': [{ type: 'silence', moment: 'before' }, 'network'],
      'silence after the work': [{ type: 'silence', moment: 'after' }, 'network'],
      'an answer that drips for longer than the deadline': [
        { type: 'slowDrip', chunkBytes: 1, intervalMs: 20 },
        'network',
      ],
      'half an answer': [{ type: 'truncatedJson' }, 'protocol'],
      'an empty answer': [{ type: 'respond', status: 200 }, 'protocol'],
      'an answer in another encoding': [
        { type: 'respond', status: 200, body: { code: '00' }, charset: 'utf16le' },
        'protocol',
      ],
      'an answer without a token': [{ type: 'changedData', remove: ['access_token'] }, 'protocol'],
      'a token that is null': [{ type: 'changedData', set: { access_token: null } }, 'protocol'],
      'a token that is a number': [{ type: 'changedData', set: { access_token: 5 } }, 'protocol'],
      'an answer of 50 MB': [{ type: 'oversized', bytes: 50_000_000 }, 'protocol'],
      'an answer that unfolds to 50 MB': [{ type: 'oversized', bytes: 50_000_000, gzip: true }, 'protocol'],
      'an answer that is badly compressed': [
        { type: 'respond', status: 200, body: {}, headers: { 'Content-Encoding': 'gzip' } },
        'protocol',
      ],
    };
    for (const [title, [fault, kind]] of Object.entries(faults)) {
      it(`after ${title}: ${kind}`, async () => {
        const waits = ['silence', 'slowDrip'].includes(fault.type);
        client.timeout = waits ? shortTimeout : client.timeout;
        client.emulator.queueFault(fault);
        assert.deepEqual(await client.failureOf(client.issue()), { kind, answerLost: true });
      });
    }
  });

  // Seen to fail without a limit, and where it is not that of the unfolded answer.
  describe('stops reading', () => {
    for (const [title, gzip] of [
      ['50 MB', false],
      ['what unfolds to 50 MB', true],
    ] as const) {
      it(`an answer of ${title}`, async () => {
        client.emulator.queueFault({ type: 'oversized', bytes: 50_000_000, gzip });
        await client.errorOf(client.issue());
        assert.match(client.log.join('\n'), /: no answer \(unreadable\), protocol, \d+ ms$/);
      });
    }
  });

  // Seen to fail when: a request counts as connected at once, or over TLS before the handshake; every failure to connect is one of the certificate.
  describe('knows that nothing was done', () => {
    const nothingDone: Failure = { kind: 'network', answerLost: false };

    it('when the connection is refused', async () => {
      const { baseUrl } = client.emulator;
      await client.emulator.close();
      assert.deepEqual(await client.failureOf(client.issue({ baseUrl })), nothingDone);
    });

    it('when the name cannot be resolved', async () => {
      // A label of more than 63 characters, so that no resolver is asked.
      assert.deepEqual(
        await client.failureOf(client.issue({ baseUrl: `https://${'a'.repeat(64)}.invalid` })),
        nothingDone,
      );
    });

    it('when the server does not speak TLS', async () => {
      const baseUrl = client.emulator.baseUrl.replace('http:', 'https:');
      assert.deepEqual(await client.failureOf(client.issue({ baseUrl })), nothingDone);
    });

    it('when the deadline passes during the TLS handshake', async () => {
      const silent = createServer((socket) => socket.resume());
      const baseUrl = await listen(silent, 'https');
      client.timeout = shortTimeout;
      const failure = await client.failureOf(client.issue({ baseUrl }));
      await stop(silent);
      assert.deepEqual(failure, nothingDone);
    });
  });

  // Seen to fail when: the signal is not heard, or not if it was aborted before; a cancelled call is a lost connection.
  describe('is cancelled', () => {
    it('before it has begun, and then asks nobody', async () => {
      const call = client.issue({}, emulatorCredentials.clientSecret, AbortSignal.abort());
      const failure = await client.failureOf(call);
      assert.deepEqual([failure.kind, client.emulator.calls], ['cancelled', []]);
    });

    it('while it waits', async () => {
      const cancel = new AbortController();
      const tokenSet = await client.issue();
      client.emulator.queueFault({ type: 'silence', moment: 'before' });
      const failure = client.failureOf(client.endpoint.refresh(tokenSet, cancel.signal));
      await client.emulator.waitForCalls('refresh', 1);
      cancel.abort();
      assert.equal((await failure).kind, 'cancelled');
    });
  });
});

async function listen(server: Server, scheme: 'http' | 'https'): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
