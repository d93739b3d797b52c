import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/server';
import { startTlsFront, type TlsFront } from '../emulator/tlsFront';
import { createAuthority, issueCertificate, type KeyAndCertificate } from '../fakes/certificates';

describe('The TLS front of the emulator', () => {
  let authority: KeyAndCertificate;
  let emulator: Emulator;
  let front: TlsFront;

  before(async () => {
    authority = await createAuthority();
  });

  beforeEach(async () => {
    emulator = await startEmulator();
    front = await startTlsFront(emulator.baseUrl, await issueCertificate(authority, 'nomba.example'));
  });

  afterEach(async () => {
    await front.close();
    await emulator.close();
  });

  /** The status of an answer, or the code of the error. */
  async function ask(options: RequestOptions): Promise<unknown> {
    const sent = request({
      host: '127.0.0.1',
      port: front.port,
      servername: 'nomba.example',
      headers: { Connection: 'close' },
      ...options,
    });
    sent.end();
    try {
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      return answer.statusCode;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code;
    }
  }

  it('serves a client that trusts the authority', async () => {
    const outcome = await ask({ ca: authority.certificate });
    assert.deepEqual({ outcome, calls: emulator.calls.length }, { outcome: 404, calls: 1 });
  });

  it('passes nothing on of a client that does not trust the authority', async () => {
    const outcome = await ask({});
    assert.deepEqual(
      { outcome, calls: emulator.calls.length, connections: front.connections },
      { outcome: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', calls: 0, connections: 1 },
    );
  });

  it('passes nothing on of a client that wanted another host', async () => {
    const outcome = await ask({ ca: authority.certificate, servername: 'other.example' });
    assert.deepEqual(
      { outcome, calls: emulator.calls.length },
      { outcome: 'ERR_TLS_CERT_ALTNAME_INVALID', calls: 0 },
    );
  });

  it('breaks the connection where the emulator does', async () => {
    emulator.queueFault({ kind: 'any', type: 'reset', moment: 'before' });
    assert.equal(await ask({ ca: authority.certificate }), 'ECONNRESET');
  });
});
