import assert from 'node:assert/strict';
import { emulatorCredentials, productionEmulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { readAccessToken } from '../emulator/jwt';
import { startEmulator } from '../emulator/server';
import { call, callApi, issue, issueBody, pairOf, send, signIn, validation } from './callEmulator';
import type { Answer } from './callEmulator';

const minute = 60_000;
const unauthorized = { status: 401, body: { code: '401', description: 'Unauthorized', status: false } };
const recordNotFound = { status: 404, body: { code: '404', description: 'Record not found', status: false } };

describe('the emulator', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator();
  });

  afterEach(async () => {
    await emulator.close();
  });

  describe('gives a token', () => {
    it('in the shape of a recorded answer', async () => {
      const answer = await issue(emulator);
      const [tokens] = emulator.currentTokens;
      assert.ok(tokens);
      assert.deepEqual(answer, {
        status: 200,
        body: {
          code: '00',
          description: 'Successful',
          status: false,
          data: {
            access_token: tokens.accessToken,
            businessId: emulatorCredentials.accountId,
            refresh_token: tokens.refreshToken,
            expiresAt: new Date(tokens.expiresAt).toISOString(),
          },
        },
      });
    });

    it('whose claims are those of a sandbox token', async () => {
      const { accessToken } = await signIn(emulator);
      const [tokens] = emulator.currentTokens;
      assert.ok(tokens);
      const { jti, ...claims } = readAccessToken(accessToken) ?? {};
      assert.match(String(jti), /^[0-9a-f-]{36}$/);
      const account = `G:${emulatorCredentials.accountId}`;
      assert.deepEqual(claims, {
        [account]: account,
        'E:sandbox.emulator': 'E:sandbox.emulator',
        sub: emulatorCredentials.clientId,
        iat: Math.floor(tokens.issuedAt / 1000),
        exp: Math.floor(tokens.issuedAt / 1000) + 30 * 60,
      });
    });

    it('without the sandbox claim when it plays production', async () => {
      emulator.setOptions({ environment: 'production' });
      const { clientId, clientSecret } = productionEmulatorCredentials;
      const answer = await issue(emulator, {
        body: issueBody({ client_id: clientId, client_secret: clientSecret }),
      });
      const names = Object.keys(readAccessToken(pairOf(answer).accessToken) ?? {}).sort();
      assert.deepEqual(names, [`G:${emulatorCredentials.accountId}`, 'exp', 'iat', 'jti', 'sub']);
    });

    it('with a refresh token that is a UUID and the time in ms', async () => {
      const { refreshToken } = await signIn(emulator);
      assert.match(refreshToken, /^[0-9a-f-]{36}_\d{13}$/);
    });

    it('to a client that was configured', async () => {
      emulator.setClients([{ ...emulatorCredentials, clientSecret: 'test-secret-of-my-own' }]);
      const answer = await issue(emulator, { body: issueBody({ client_secret: 'test-secret-of-my-own' }) });
      assert.equal(answer.status, 200);
    });

    it('whatever the case of the header names', async () => {
      const answer = await issue(emulator, {
        headers: { accountId: null, ACCOUNTID: emulatorCredentials.accountId },
      });
      assert.equal(answer.status, 200);
    });
  });

  describe('refuses to issue', () => {
    const rows: Record<string, [Parameters<typeof issue>[1], Answer]> = {
      'for a wrong secret': [
        { body: issueBody({ client_secret: 'test-secret-wrong' }) },
        { status: 403, body: { code: '403', description: 'Forbidden error', status: false } },
      ],
      'to an unknown client': [
        { body: issueBody({ client_id: '00000000-0000-4000-8000-000000000000' }) },
        { status: 404, body: { code: '404', description: 'Client record not found', status: false } },
      ],
      "to the other environment's client": [
        { body: issueBody({ client_id: productionEmulatorCredentials.clientId }) },
        { status: 404, body: { code: '404', description: 'Client record not found', status: false } },
      ],
      'for an account that does not exist': [
        { headers: { accountId: '00000000-0000-4000-8000-000000000000' } },
        recordNotFound,
      ],
      'for a sub-account': [{ headers: { accountId: emulatorCredentials.subAccountId } }, unauthorized],
      'without an account': [{ headers: { accountId: null } }, unauthorized],
      'below a path without /v1': [
        { path: '/auth/token/issue' },
        { status: 404, body: { code: '404', description: 'Resource not found', status: false } },
      ],
      'below a path with a doubled slash': [
        { path: '//v1/auth/token/issue' },
        { status: 404, body: { code: '404', description: 'Resource not found', status: false } },
      ],
      'when fields are missing or wrong': [
        { body: { grant_type: 'password', client_id: emulatorCredentials.clientId } },
        validation(422, 'Validation failed', [
          'grant_type must be "client_credentials"',
          'client_secret is required',
        ]),
      ],
      'when the body is not JSON': [
        { body: '{' },
        validation(400, 'Bad request', ['body is not valid JSON']),
      ],
      'when the body is not declared as JSON': [
        { headers: { 'Content-Type': 'text/plain' } },
        validation(400, 'Bad request', ['Content-Type must be application/json']),
      ],
      'when the body is larger than 64 KiB': [
        { body: issueBody({ padding: 'x'.repeat(64 * 1024) }) },
        validation(400, 'Bad request', ['body is too large']),
      ],
    };
    for (const [title, [changes, expected]] of Object.entries(rows)) {
      it(title, async () => {
        assert.deepEqual(await issue(emulator, changes), expected);
      });
    }
  });

  describe('answers behind the bearer', () => {
    it('the calls that it has', async () => {
      const { accessToken } = await signIn(emulator);
      const order = { orderReference: 'order-1', amount: '10000.00', currency: 'NGN' };
      const answers = [
        await callApi(emulator, accessToken),
        await callApi(emulator, accessToken, { path: '/v1/accounts/parent' }),
        await callApi(emulator, accessToken, { path: '/v1/transfers/banks?limit=2' }),
        await callApi(emulator, accessToken, { path: '/v1/checkout/order', method: 'POST', body: { order } }),
      ].map(({ status, body }) => {
        const { code, data } = body as { code: string; data: object };
        return { status, code, fields: Array.isArray(data) ? 'list' : Object.keys(data) };
      });
      assert.deepEqual(answers, [
        { status: 200, code: '00', fields: ['amount', 'currency', 'timeCreated'] },
        { status: 200, code: '00', fields: ['accountId', 'accountName', 'type', 'status', 'currency'] },
        { status: 200, code: '00', fields: 'list' },
        { status: 200, code: '00', fields: ['checkoutLink', 'orderReference'] },
      ]);
    });

    it('an order without an amount with a validation error', async () => {
      const { accessToken } = await signIn(emulator);
      const answer = await callApi(emulator, accessToken, {
        path: '/v1/checkout/order',
        method: 'POST',
        body: { order: { currency: 'NGN' } },
      });
      assert.deepEqual(answer, validation(422, 'Validation failed', ['order.amount is required']));
    });

    const rows: Record<string, [Record<string, string | null>, Answer]> = {
      'no bearer with 401': [{ Authorization: null }, unauthorized],
      'an invented bearer with 401': [{ Authorization: 'Bearer test.token.invented' }, unauthorized],
      'no account with 401': [{ accountId: null }, unauthorized],
      'a sub-account with 401': [{ accountId: emulatorCredentials.subAccountId }, unauthorized],
      'an unknown account with 404': [{ accountId: '00000000-0000-4000-8000-000000000000' }, recordNotFound],
    };
    for (const [title, [headers, expected]] of Object.entries(rows)) {
      it(title, async () => {
        const { accessToken } = await signIn(emulator);
        assert.deepEqual(await callApi(emulator, accessToken, { headers }), expected);
      });
    }

    it("another host's sandbox token with a 403 that says so, when it plays production", async () => {
      const { accessToken } = await signIn(emulator);
      const production = await startEmulator({ environment: 'production' });
      try {
        assert.deepEqual(await callApi(production, accessToken), {
          status: 403,
          body: {
            code: '403',
            description: 'You cannot access this resource because your token is a sandbox token',
            status: false,
          },
        });
      } finally {
        await production.close();
      }
    });

    it('a known path with another method like an unknown one', async () => {
      assert.equal((await call(emulator, { path: '/v1/auth/token/issue' })).status, 404);
    });
  });

  describe('limits the rate of token calls', () => {
    async function rateHeaders(): Promise<Record<string, string | number | null>> {
      const response = await send(emulator, {
        path: '/v1/auth/token/issue',
        method: 'POST',
        body: issueBody(),
      });
      await response.text();
      return {
        status: response.status,
        limit: response.headers.get('X-Rate-Limit-Limit'),
        remaining: response.headers.get('X-Rate-Limit-Remaining'),
        window: response.headers.get('X-Rate-Limit-Window'),
        retryAfter: response.headers.get('Retry-After'),
      };
    }

    it('with the documented headers, and frees them as time passes', async () => {
      emulator.setOptions({ rateLimit: { calls: 2, windowMs: minute, retryAfter: false } });
      const before = [await rateHeaders(), await rateHeaders(), await rateHeaders()];
      emulator.setOptions({ clockOffsetMs: minute + 1000 });
      const common = { limit: '2', window: '60s', retryAfter: null };
      assert.deepEqual(
        [...before, await rateHeaders()],
        [
          { ...common, status: 200, remaining: '1' },
          { ...common, status: 200, remaining: '0' },
          { ...common, status: 429, remaining: '0' },
          { ...common, status: 200, remaining: '1' },
        ],
      );
    });

    it('with Retry-After when asked', async () => {
      emulator.setOptions({ rateLimit: { calls: 1, windowMs: minute, retryAfter: true } });
      await rateHeaders();
      const refused = await rateHeaders();
      assert.equal(refused['retryAfter'], '60');
    });

    it('but not of other calls', async () => {
      emulator.setOptions({ rateLimit: { calls: 1, windowMs: minute, retryAfter: false } });
      const { accessToken } = await signIn(emulator);
      const statuses = [await callApi(emulator, accessToken), await callApi(emulator, accessToken)];
      assert.deepEqual(
        statuses.map((answer) => answer.status),
        [200, 200],
      );
    });
  });

  it('tells the time of its own clock in the Date header', async () => {
    emulator.setOptions({ clockOffsetMs: -24 * 60 * minute });
    const response = await send(emulator, { path: '/v1/accounts/balance' });
    await response.text();
    const behind = Date.now() - Date.parse(response.headers.get('Date') ?? '');
    assert.equal(Math.round(behind / minute), 24 * 60);
  });
});
