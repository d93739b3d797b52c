import assert from 'node:assert/strict';
import { bearerFingerprint } from '../emulator/calls';
import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { EmulatorInputError } from '../emulator/input';
import { defaultOptions } from '../emulator/options';
import { startEmulator } from '../emulator/server';
import { callApi, issue, issueBody, refresh, signIn } from './callEmulator';
import type { Answer } from './callEmulator';

describe('the emulator under control', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator();
  });

  afterEach(async () => {
    await emulator.close();
  });

  async function control(method: string, what: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${emulator.controlUrl}${what}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  describe('from another process', () => {
    it('shows its state without secrets or tokens', async () => {
      const pair = await signIn(emulator);
      const { body } = await control('GET', '');
      const { now, clients, ...state } = body as { now: string; clients: object[] };
      assert.deepEqual(state, {
        options: defaultOptions,
        tokens: [
          {
            clientId: emulatorCredentials.clientId,
            bearer: bearerFingerprint(pair.accessToken),
            expiresAt: pair.expiresAt,
          },
        ],
        faults: [],
        calls: 1,
      });
      assert.match(now, /^\d{4}-.*Z$/);
      assert.deepEqual(
        clients.map((client) => Object.keys(client)),
        Array(2).fill(['clientId', 'accountId', 'subAccountId', 'environment']),
      );
    });

    it('changes options', async () => {
      const answer = await control('PUT', '/options', { lifetimeMs: 5000, singleSession: true });
      const expected = { ...defaultOptions, lifetimeMs: 5000, singleSession: true };
      assert.deepEqual([answer, emulator.options], [{ status: 200, body: expected }, expected]);
    });

    it('queues one fault or several', async () => {
      await control('POST', '/faults', { type: 'html' });
      await control('POST', '/faults', [{ type: 'gzip' }, { kind: 'api', type: 'truncatedJson' }]);
      assert.deepEqual(emulator.waitingFaults, [
        { type: 'html' },
        { type: 'gzip' },
        { kind: 'api', type: 'truncatedJson' },
      ]);
    });

    it('lists the calls', async () => {
      await issue(emulator);
      const { body } = await control('GET', '/calls');
      assert.deepEqual(body, JSON.parse(JSON.stringify({ calls: emulator.calls })));
    });

    it('revokes every token', async () => {
      const { accessToken } = await signIn(emulator);
      await control('POST', '/revoke-all');
      assert.equal((await callApi(emulator, accessToken)).status, 401);
    });

    it('releases held calls', async () => {
      emulator.queueFault({ type: 'hold', moment: 'before' });
      const answer = issue(emulator);
      await emulator.waitForCalls('issue', 1);
      await control('POST', '/release');
      assert.equal((await answer).status, 200);
    });

    it('goes back to the start', async () => {
      await signIn(emulator);
      emulator.setOptions({ lifetimeMs: 1 });
      emulator.setClients([]);
      emulator.queueFault({ type: 'html' });
      await control('POST', '/reset');
      assert.deepEqual(
        {
          options: emulator.options,
          clients: emulator.clients.length,
          faults: emulator.waitingFaults,
          tokens: emulator.currentTokens,
          calls: emulator.calls,
        },
        { options: defaultOptions, clients: 2, faults: [], tokens: [], calls: [] },
      );
    });

    const refusals: Record<string, [string, string, unknown, Answer]> = {
      'an option that does not exist': [
        'PUT',
        '/options',
        { lifetime: 5 },
        { status: 400, body: { errors: ['lifetime is not known'] } },
      ],
      'a fault without its moment': [
        'POST',
        '/faults',
        { type: 'silence' },
        { status: 400, body: { errors: ['moment is required'] } },
      ],
      'a body that is not JSON': [
        'POST',
        '/faults',
        '{',
        { status: 400, body: { errors: ['body must be JSON'] } },
      ],
      'what it does not have': [
        'POST',
        '/close',
        undefined,
        { status: 404, body: { errors: ['there is no such control'] } },
      ],
    };
    for (const [title, [method, what, body, expected]] of Object.entries(refusals)) {
      it(`refuses ${title}`, async () => {
        assert.deepEqual(await control(method, what, body), expected);
      });
    }
  });

  describe('of a test', () => {
    it('keeps its options when one of a change is wrong', () => {
      assert.throws(() => {
        emulator.setOptions({ singleSession: true, latencyMs: -1 });
      }, EmulatorInputError);
      assert.deepEqual(emulator.options, defaultOptions);
    });

    it('records what it was asked', async () => {
      const { accessToken } = await signIn(emulator);
      await callApi(emulator, accessToken, { path: '/v1/accounts/balance?secret=no' });
      const { accountId } = emulatorCredentials;
      const common = { accountId, fault: undefined, processed: true, status: 200 };
      assert.deepEqual(
        emulator.calls.map((call) => ({ ...call, at: typeof call.at })),
        [
          {
            ...common,
            number: 1,
            kind: 'issue',
            method: 'POST',
            path: '/v1/auth/token/issue',
            bearer: undefined,
            at: 'number',
          },
          {
            ...common,
            number: 2,
            kind: 'api',
            method: 'GET',
            path: '/v1/accounts/balance',
            bearer: bearerFingerprint(accessToken),
            at: 'number',
          },
        ],
      );
    });

    it('records no secret and no token', async () => {
      const pair = await signIn(emulator);
      await refresh(emulator, pair);
      const record = JSON.stringify(emulator.calls);
      const secrets = [emulatorCredentials.clientSecret, pair.accessToken, pair.refreshToken];
      assert.deepEqual(
        secrets.filter((secret) => record.includes(secret)),
        [],
      );
    });

    it('knows which bearer it saw, and where', async () => {
      const { accessToken } = await signIn(emulator);
      await callApi(emulator, accessToken);
      assert.deepEqual(
        [
          emulator.sawBearer(accessToken),
          emulator.sawBearer(accessToken, 'api'),
          emulator.sawBearer(accessToken, 'refresh'),
          emulator.sawBearer('test.token.other'),
        ],
        [true, true, false, false],
      );
    });

    it('hears of each exchange in full', async () => {
      const exchanges: unknown[] = [];
      const listening = await startEmulator({
        onExchange: ({ kind, fault, request, response }) => {
          exchanges.push({
            kind,
            fault,
            request: {
              ...request,
              headers: request.headers['accountid'],
              body: JSON.parse(request.body) as unknown,
            },
            response: { ...response, headers: response.headers['content-type'] },
          });
        },
      });
      try {
        listening.queueFault({
          type: 'respond',
          status: 500,
          body: { code: '500', description: 'Server error' },
        });
        await issue(listening);
      } finally {
        await listening.close();
      }
      assert.deepEqual(exchanges, [
        {
          kind: 'issue',
          fault: 'respond',
          request: {
            method: 'POST',
            path: '/v1/auth/token/issue',
            headers: emulatorCredentials.accountId,
            body: issueBody(),
          },
          response: {
            status: 500,
            headers: 'application/json',
            body: '{"code":"500","description":"Server error"}',
          },
        },
      ]);
    });

    it('closes twice without complaint', async () => {
      await emulator.close();
      await emulator.close();
    });
  });

  it('survives a client that left before its answer', async () => {
    emulator.queueFault({ type: 'hold', moment: 'after' });
    const leaving = new AbortController();
    const left = assert.rejects(
      fetch(`${emulator.baseUrl}/v1/accounts/balance`, { signal: leaving.signal }),
      { name: 'AbortError' },
    );
    await emulator.waitForCalls('api', 1);
    leaving.abort();
    await left;
    emulator.releaseHeld();
    assert.equal((await issue(emulator)).status, 200);
  });
});
