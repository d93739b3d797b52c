import assert from 'node:assert/strict';
import { emulatorCredentials, productionEmulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import { errorReplies, validationFailure } from '../emulator/replies';
import { startEmulator } from '../emulator/server';
import type { Exchange } from '../emulator/server';
import { issue, issueBody, refresh, revoke, signIn } from './callEmulator';
import { contractFor } from './openapi';
import type { ContractOperation } from './openapi';

const nobody = '00000000-0000-4000-8000-000000000000';

describe('the OpenAPI file describes what the emulator does', () => {
  let emulator: Emulator;
  let exchanges: Exchange[];

  beforeEach(async () => {
    exchanges = [];
    emulator = await startEmulator({
      rateLimit: { calls: 3, windowMs: 60_000, retryAfter: true },
      onExchange: (exchange) => {
        exchanges.push(exchange);
      },
    });
  });

  afterEach(async () => {
    await emulator.close();
  });

  /** What the last exchange has that the file does not. */
  function lastExchange(operation: ContractOperation): object {
    const exchange = exchanges.at(-1);
    assert.ok(exchange);
    const contract = contractFor(operation);
    return {
      status: exchange.response.status,
      request: contract.request(exchange.request),
      response: contract.response(exchange.response),
    };
  }

  function conforms(status: number): object {
    return { status, request: [], response: [] };
  }

  /** Requests that keep to the file, with the status they get. */
  const rows: Record<string, [ContractOperation, number, () => Promise<unknown>]> = {
    'issue: a token': ['issue', 200, async () => issue(emulator)],
    'issue: a wrong secret': [
      'issue',
      403,
      async () => issue(emulator, { body: issueBody({ client_secret: 'test-secret-wrong' }) }),
    ],
    'issue: an unknown client': [
      'issue',
      404,
      async () => issue(emulator, { body: issueBody({ client_id: nobody }) }),
    ],
    "issue: the other environment's client": [
      'issue',
      404,
      async () => issue(emulator, { body: issueBody({ client_id: productionEmulatorCredentials.clientId }) }),
    ],
    'issue: an unknown account': [
      'issue',
      404,
      async () => issue(emulator, { headers: { accountId: nobody } }),
    ],
    'issue: a sub-account': [
      'issue',
      401,
      async () => issue(emulator, { headers: { accountId: emulatorCredentials.subAccountId } }),
    ],
    'refresh: a token': ['refresh', 200, async () => refresh(emulator, await signIn(emulator))],
    'refresh: a token that is used up': [
      'refresh',
      401,
      async () => {
        const pair = await signIn(emulator);
        await refresh(emulator, pair);
        await refresh(emulator, pair);
      },
    ],
    'refresh: an unknown account': [
      'refresh',
      404,
      async () => refresh(emulator, await signIn(emulator), { headers: { accountId: nobody } }),
    ],
    'refresh: a sandbox token on production': [
      'refresh',
      403,
      async () => {
        const pair = await signIn(emulator);
        emulator.setOptions({ environment: 'production' });
        await refresh(emulator, pair);
      },
    ],
    'revoke: the official form': ['revoke', 200, async () => revoke(emulator, await signIn(emulator))],
    'revoke: the token form': [
      'revoke',
      200,
      async () => {
        emulator.setOptions({ revokeForm: 'token' });
        const pair = await signIn(emulator);
        const headers = { Authorization: `Bearer ${pair.accessToken}` };
        await revoke(emulator, pair, { body: { token: pair.accessToken }, headers });
      },
    ],
    'revoke: the form that it does not take': [
      'revoke',
      400,
      async () => {
        emulator.setOptions({ revokeForm: 'token' });
        await revoke(emulator, await signIn(emulator));
      },
    ],
    'revoke: a token that was never issued': [
      'revoke',
      401,
      async () => revoke(emulator, { ...(await signIn(emulator)), accessToken: 'test.token.invented' }),
    ],
    'revoke: an unknown client': [
      'revoke',
      404,
      async () => {
        const { accessToken } = await signIn(emulator);
        await revoke(
          emulator,
          { accessToken, refreshToken: '', expiresAt: '' },
          {
            body: { clientId: nobody, access_token: accessToken },
          },
        );
      },
    ],
  };
  for (const [title, [operation, status, act]] of Object.entries(rows)) {
    it(title, async () => {
      await act();
      assert.deepEqual(lastExchange(operation), conforms(status));
    });
  }

  const operations: Record<ContractOperation, () => Promise<unknown>> = {
    issue: async () => issue(emulator),
    refresh: async () => refresh(emulator, await signIn(emulator)),
    revoke: async () => revoke(emulator, await signIn(emulator)),
  };
  const replies = {
    ...errorReplies,
    unreadable: validationFailure(400, 'Bad request', ['body is not valid JSON']),
    invalid: validationFailure(422, 'Validation failed', ['grant_type is required']),
  };
  for (const [operation, act] of Object.entries(operations) as [
    ContractOperation,
    () => Promise<unknown>,
  ][]) {
    for (const [name, reply] of Object.entries(replies)) {
      it(`${operation}: the documented failure ${name}`, async () => {
        emulator.queueFault({ kind: operation, type: 'respond', ...reply });
        await act();
        assert.deepEqual(lastExchange(operation), conforms(reply.status));
      });
    }

    it(`${operation}: the rate limit`, async () => {
      emulator.setOptions({ rateLimit: { calls: 1, windowMs: 60_000, retryAfter: true } });
      await issue(emulator);
      const pair = { accessToken: 'test.token.invented', refreshToken: 'test-refresh', expiresAt: '' };
      const calls: Record<ContractOperation, () => Promise<unknown>> = {
        issue: async () => issue(emulator),
        refresh: async () => refresh(emulator, pair),
        revoke: async () => revoke(emulator, pair),
      };
      await calls[operation]();
      assert.deepEqual(lastExchange(operation), conforms(429));
    });
  }

  const invalidRequests: Record<string, [ContractOperation, object, () => Promise<unknown>]> = {
    'issue without an account': [
      'issue',
      { status: 401, request: ['header accountId is missing'], response: [] },
      async () => issue(emulator, { headers: { accountId: null } }),
    ],
    'issue with a wrong grant type': [
      'issue',
      { status: 422, request: ['body/grant_type must be equal to constant'], response: [] },
      async () => issue(emulator, { body: issueBody({ grant_type: 'password' }) }),
    ],
    'issue with a body that is not JSON': [
      'issue',
      { status: 400, request: ['body is not JSON'], response: [] },
      async () => issue(emulator, { body: '{' }),
    ],
    'issue with another content type': [
      'issue',
      { status: 400, request: ['Content-Type text/plain is not described'], response: [] },
      async () => issue(emulator, { headers: { 'Content-Type': 'text/plain' } }),
    ],
    'refresh without a bearer': [
      'refresh',
      { status: 401, request: ['header Authorization must be a bearer'], response: [] },
      async () => refresh(emulator, await signIn(emulator), { headers: { Authorization: null } }),
    ],
    'refresh without a refresh token': [
      'refresh',
      { status: 422, request: ["body must have required property 'refresh_token'"], response: [] },
      async () => refresh(emulator, await signIn(emulator), { body: { grant_type: 'refresh_token' } }),
    ],
    'revoke with half of the official form': [
      'revoke',
      {
        status: 400,
        request: [
          "body must have required property 'access_token'",
          "body must have required property 'token'",
          'body must NOT have additional properties',
          'body must match exactly one schema in oneOf',
        ],
        response: [],
      },
      async () => revoke(emulator, await signIn(emulator), { body: { clientId: nobody } }),
    ],
  };
  for (const [title, [operation, expected, act]] of Object.entries(invalidRequests)) {
    it(`refuses what the emulator refuses: ${title}`, async () => {
      await act();
      assert.deepEqual(lastExchange(operation), expected);
    });
  }
});
