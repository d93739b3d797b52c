import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import type { Fault } from '../emulator/faults';
import { EmulatorInputError } from '../emulator/input';
import { errorReplies } from '../emulator/replies';
import { startEmulator } from '../emulator/server';
import { callApi, issue, issueBody, pairOf, refresh, send, signIn } from './callEmulator';

describe('a fault of the emulator', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator();
  });

  afterEach(async () => {
    await emulator.close();
  });

  async function issueRaw(): Promise<Response> {
    return send(emulator, { path: '/v1/auth/token/issue', method: 'POST', body: issueBody() });
  }

  /** How a call that fails on the way ends: the code of the system error, or undici's. */
  async function failureOf(call: Promise<unknown>): Promise<string> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    return (error.cause as { code: string }).code;
  }

  function lastCall(): object {
    const [call] = emulator.calls.slice(-1);
    assert.ok(call);
    return { fault: call.fault, processed: call.processed, status: call.status };
  }

  describe('answers', () => {
    it('with any status, headers and text, without doing the work', async () => {
      const headers = { Location: 'https://elsewhere.invalid/', 'Content-Type': 'text/plain' };
      emulator.queueFault({ type: 'respond', status: 307, headers, body: 'elsewhere' });
      const response = await fetch(`${emulator.baseUrl}/v1/auth/token/issue`, { redirect: 'manual' });
      assert.deepEqual(
        [response.status, response.headers.get('Location'), await response.text(), emulator.currentTokens],
        [307, 'https://elsewhere.invalid/', 'elsewhere', []],
      );
    });

    it('with any JSON', async () => {
      emulator.queueFault({ type: 'respond', status: 200, body: { code: '00', data: null } });
      assert.deepEqual(await issue(emulator), { status: 200, body: { code: '00', data: null } });
    });

    it('with nothing', async () => {
      emulator.queueFault({ type: 'respond', status: 200 });
      assert.deepEqual(await issue(emulator), { status: 200, body: '' });
    });

    it('in another charset than it claims', async () => {
      emulator.queueFault({ type: 'respond', status: 200, body: '{}', charset: 'utf16le' });
      const bytes = Buffer.from(await (await issueRaw()).arrayBuffer());
      assert.deepEqual([...bytes], [0x7b, 0, 0x7d, 0]);
    });

    it('with a failure although the work was done', async () => {
      emulator.queueFault({ type: 'respond', ...errorReplies.serverError, moment: 'after' });
      const { status } = await issue(emulator);
      assert.deepEqual([status, emulator.currentTokens.length], [500, 1]);
    });

    it('with HTML', async () => {
      emulator.queueFault({ type: 'html', status: 502 });
      const response = await issueRaw();
      assert.deepEqual(
        [response.status, response.headers.get('Content-Type'), (await response.text()).slice(0, 15)],
        [502, 'text/html; charset=UTF-8', '<!DOCTYPE html>'],
      );
    });

    for (const [name, reply] of Object.entries(errorReplies)) {
      it(`with the documented failure ${name}`, async () => {
        emulator.queueFault({ type: 'respond', ...reply });
        assert.deepEqual(await issue(emulator), { status: reply.status, body: reply.body });
      });
    }

    it('with the first half of the JSON', async () => {
      emulator.queueFault({ type: 'truncatedJson' });
      const text = await (await issueRaw()).text();
      assert.match(text, /^\{"code":"00","description":"Successful",/);
      assert.throws(() => JSON.parse(text) as unknown, SyntaxError);
    });

    it('with changed fields', async () => {
      emulator.queueFault({
        type: 'changedData',
        set: { expiresAt: '2026-01-30 12:15:00' },
        remove: ['refresh_token'],
      });
      const { expiresAt, refreshToken, accessToken } = pairOf(await issue(emulator));
      assert.deepEqual(
        [expiresAt, refreshToken, (await callApi(emulator, accessToken)).status],
        ['2026-01-30 12:15:00', undefined, 200],
      );
    });

    it('in small pieces', async () => {
      emulator.queueFault({ type: 'slowDrip', chunkBytes: 100, intervalMs: 0 });
      const { accessToken } = await signIn(emulator);
      assert.equal((await callApi(emulator, accessToken)).status, 200);
    });

    it('compressed', async () => {
      emulator.queueFault({ type: 'gzip' });
      const message = await issueWithoutDecompression(emulator);
      assert.equal(message.headers['content-encoding'], 'gzip');
      const body = JSON.parse(gunzipSync(await bytesOf(message)).toString('utf8')) as { code: string };
      assert.equal(body.code, '00');
    });

    it('with as many bytes as asked, in valid JSON', async () => {
      const bytes = 200_000;
      emulator.queueFault({ type: 'oversized', bytes });
      const text = await (await issueRaw()).text();
      assert.deepEqual([text.length, (JSON.parse(text) as { code: string }).code], [bytes, '00']);
    });

    it('with a gzip bomb', async () => {
      const bytes = 1_000_000;
      emulator.queueFault({ type: 'oversized', bytes, gzip: true });
      const compressed = await bytesOf(await issueWithoutDecompression(emulator));
      assert.ok(compressed.length < bytes / 100);
      assert.equal(gunzipSync(compressed).length, bytes);
    });

    it('to a client that reads no further without harm', async () => {
      emulator.queueFault({ type: 'oversized', bytes: 50_000_000 });
      const response = await issueRaw();
      await response.body?.cancel();
      assert.equal((await issue(emulator)).status, 200);
    });
  });

  describe('breaks the connection', () => {
    it('before the work', async () => {
      emulator.queueFault({ type: 'reset', moment: 'before' });
      assert.equal(await failureOf(issue(emulator)), 'ECONNRESET');
      assert.deepEqual(
        [lastCall(), emulator.currentTokens],
        [{ fault: 'reset', processed: false, status: undefined }, []],
      );
    });

    it('after the work: the refresh token is used up and nobody has the new one', async () => {
      const pair = await signIn(emulator);
      emulator.queueFault({ kind: 'refresh', type: 'reset', moment: 'after' });
      assert.equal(await failureOf(refresh(emulator, pair)), 'ECONNRESET');
      assert.deepEqual(lastCall(), { fault: 'reset', processed: true, status: undefined });
      assert.equal((await refresh(emulator, pair)).status, 401);
    });

    it('in the middle of the answer', async () => {
      emulator.queueFault({ type: 'reset', moment: 'during' });
      const response = await issueRaw();
      assert.equal(response.status, 200);
      assert.equal(await failureOf(response.text()), 'UND_ERR_SOCKET');
    });
  });

  describe('keeps a call waiting', () => {
    for (const moment of ['before', 'after'] as const) {
      it(`for ever, ${moment} the work, and lets the emulator close`, async () => {
        emulator.queueFault({ type: 'silence', moment });
        const failure = failureOf(issue(emulator));
        await emulator.waitForCalls('issue', 1);
        assert.deepEqual(lastCall(), { fault: 'silence', processed: moment === 'after', status: undefined });
        await emulator.close();
        assert.equal(await failure, 'UND_ERR_SOCKET');
      });

      it(`until it is released, ${moment} the work`, async () => {
        emulator.queueFault({ type: 'hold', moment });
        const answer = issue(emulator);
        await emulator.waitForCalls('issue', 1);
        const tokensWhileHeld = emulator.currentTokens.length;
        emulator.releaseHeld();
        assert.deepEqual([tokensWhileHeld, (await answer).status], [moment === 'after' ? 1 : 0, 200]);
      });
    }

    it('before the work for a latency', async () => {
      emulator.queueFault({ type: 'latency', ms: 20 });
      const answer = issue(emulator);
      await emulator.waitForCalls('issue', 1);
      assert.deepEqual([emulator.currentTokens.length, (await answer).status], [0, 200]);
    });

    it('after the work for a delay', async () => {
      emulator.queueFault({ type: 'delay', ms: 20 });
      const answer = issue(emulator);
      await emulator.waitForCalls('issue', 1);
      assert.deepEqual([emulator.currentTokens.length, (await answer).status], [1, 200]);
    });

    it('no longer than the emulator is open', async () => {
      emulator.setOptions({ latencyMs: 3_600_000 });
      const failure = failureOf(issue(emulator));
      await emulator.waitForCalls('issue', 1);
      await emulator.close();
      assert.equal(await failure, 'UND_ERR_SOCKET');
    });
  });

  describe('waits for its call', () => {
    async function issueStatuses(times: number): Promise<number[]> {
      const statuses: number[] = [];
      for (let time = 0; time < times; time += 1) {
        statuses.push((await issue(emulator)).status);
      }
      return statuses;
    }

    it('of the kind that it names', async () => {
      emulator.queueFault({ kind: 'api', type: 'respond', status: 500 });
      const { accessToken } = await signIn(emulator);
      const statuses = [await callApi(emulator, accessToken), await callApi(emulator, accessToken)];
      assert.deepEqual(
        statuses.map((answer) => answer.status),
        [500, 200],
      );
    });

    it('in the order of the queue, one fault to a call', async () => {
      emulator.queueFault({ type: 'respond', status: 500 }, { type: 'respond', status: 503, count: 2 });
      assert.deepEqual(await issueStatuses(4), [500, 503, 503, 200]);
    });

    it('and hits each n-th one when asked', async () => {
      emulator.queueFault({ type: 'respond', status: 500, count: 'always', every: 3 });
      assert.deepEqual(await issueStatuses(7), [200, 200, 500, 200, 200, 500, 200]);
    });

    it('until a reset takes it away', async () => {
      emulator.queueFault({ type: 'html', count: 'always' });
      emulator.reset();
      assert.deepEqual(await issueStatuses(1), [200]);
    });
  });

  it('that does not exist is refused with the field that is wrong', () => {
    const fault = { type: 'reset', moment: 'sometimes' } as unknown as Fault;
    assert.throws(
      () => {
        emulator.queueFault(fault);
      },
      new EmulatorInputError(['moment must be ("before" | "after" | "during")']),
    );
  });
});

/** fetch would undo the compression. */
async function issueWithoutDecompression(emulator: Emulator): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', accountId: emulatorCredentials.accountId };
    httpRequest(`${emulator.baseUrl}/v1/auth/token/issue`, { method: 'POST', headers }, resolve)
      .on('error', reject)
      .end(JSON.stringify(issueBody()));
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
