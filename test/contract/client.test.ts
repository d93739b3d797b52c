import assert from 'node:assert/strict';
import { Secret } from '../../src/profiles/secret';
import type { FailureKind } from '../../src/tokens/tokenError';
import { bearerFingerprint } from '../emulator/calls';
import { emulatorCredentials, productionEmulatorCredentials } from '../emulator/clients';
import type { Fault } from '../emulator/faults';
import type { EmulatorOptions } from '../emulator/options';
import { errorReplies, validationFailure } from '../emulator/replies';
import { startClient, type EmulatedClient } from './emulatedClient';

describe('the client against the emulator', () => {
  let client: EmulatedClient;

  beforeEach(async () => {
    client = await startClient();
  });

  afterEach(async () => {
    await client.close();
  });

  describe('issues', () => {
    it('a token that the emulator knows', async () => {
      const { accessToken, refreshToken, expiresAt } = await client.issue();
      const [known] = client.emulator.currentTokens;
      assert.deepEqual(
        { accessToken: accessToken.reveal(), refreshToken: refreshToken?.reveal(), expiresAt },
        { accessToken: known?.accessToken, refreshToken: known?.refreshToken, expiresAt: known?.expiresAt },
      );
    });

    it('without a bearer, and with headers that give nothing away', async () => {
      await client.issue();
      const { host, 'content-length': length, ...headers } = client.exchanges[0]?.request.headers ?? {};
      assert.ok(host !== undefined && length !== undefined);
      assert.deepEqual(headers, {
        accept: 'application/json',
        'accept-encoding': 'gzip, compress, deflate, br',
        accountid: emulatorCredentials.accountId,
        connection: 'close',
        'content-type': 'application/json',
        'user-agent': 'nomba-tokens',
      });
    });

    for (const [title, fault] of Object.entries<Fault>({
      compressed: { type: 'gzip' },
      'in small pieces': { type: 'slowDrip', chunkBytes: 200, intervalMs: 1 },
    })) {
      it(`a token from an answer that comes ${title}`, async () => {
        client.emulator.queueFault(fault);
        assert.equal(
          (await client.issue()).accessToken.reveal(),
          client.emulator.currentTokens[0]?.accessToken,
        );
      });
    }

    for (const [title, fault] of Object.entries<Fault>({
      missing: { type: 'changedData', remove: ['expiresAt'] },
      'no date': { type: 'changedData', set: { expiresAt: 'soon' } },
      null: { type: 'changedData', set: { expiresAt: null } },
    })) {
      it(`a token with the expiry of its own claims when expiresAt is ${title}`, async () => {
        client.emulator.queueFault(fault);
        const expiresAt = emulatorSeconds((await client.issue()).expiresAt);
        assert.equal(expiresAt, emulatorSeconds(client.emulator.currentTokens[0]?.expiresAt));
      });
    }
  });

  describe('refreshes', () => {
    it('with the bearer it has, and gets another token', async () => {
      const old = await client.issue();
      const renewed = await client.endpoint.refresh(old, client.signal);
      assert.equal(client.emulator.calls[1]?.bearer, bearerFingerprint(old.accessToken.reveal()));
      assert.ok(!renewed.accessToken.equals(old.accessToken) && renewed.refreshToken !== undefined);
    });

    it('with a bearer that has expired', async () => {
      const old = await client.issue();
      client.emulator.setOptions({ clockOffsetMs: 31 * 60_000 });
      await assert.doesNotReject(client.endpoint.refresh(old, client.signal));
    });

    it('again with the old refresh token when none came back', async () => {
      client.emulator.setOptions({ rotateRefreshTokens: false });
      client.emulator.queueFault({ kind: 'refresh', type: 'changedData', remove: ['refresh_token'] });
      const renewed = await client.endpoint.refresh(await client.issue(), client.signal);
      await assert.doesNotReject(client.endpoint.refresh(renewed, client.signal));
    });
  });

  describe('revokes', () => {
    const forms: Record<EmulatorOptions['revokeForm'], number> = { official: 1, both: 1, token: 2 };
    for (const [revokeForm, calls] of Object.entries(forms) as [EmulatorOptions['revokeForm'], number][]) {
      it(`a token in ${calls} call(s) where the server takes ${revokeForm}`, async () => {
        client.emulator.setOptions({ revokeForm });
        await client.endpoint.revoke(await client.issue(), client.signal);
        assert.deepEqual(
          [
            client.emulator.currentTokens,
            client.emulator.calls.filter(({ kind }) => kind === 'revoke').length,
          ],
          [[], calls],
        );
      });
    }

    it('a token that was revoked before', async () => {
      const tokenSet = await client.issue();
      client.emulator.revokeAll();
      await assert.doesNotReject(client.endpoint.revoke(tokenSet, client.signal));
    });
  });

  describe('is refused', () => {
    const refusals: Record<string, [() => Promise<unknown>, FailureKind]> = {
      'for a wrong secret': [async () => client.issue({}, 'test-secret-wrong'), 'wrongSecret'],
      'for a client id that nobody has': [
        async () => client.issue({ clientId: '00000000-1111-4222-8333-444444444444' }),
        'unknownClient',
      ],
      'for the other environment’s client id': [
        async () => client.issue({ clientId: productionEmulatorCredentials.clientId }),
        'unknownClient',
      ],
      'for an account id that nobody has': [
        async () => client.issue({ accountId: '00000000-1111-4222-8333-444444444444' }),
        'unknownAccount',
      ],
      'for a sub-account id': [
        async () => client.issue({ accountId: emulatorCredentials.subAccountId }),
        'unknownAccount',
      ],
      'at a wrong path': [
        async () => client.issue({ baseUrl: `${client.emulator.baseUrl}/nowhere` }),
        'protocol',
      ],
      'for a refresh token that was used': [
        async () => {
          const tokenSet = await client.issue();
          await client.endpoint.refresh(tokenSet, client.signal);
          return client.endpoint.refresh(tokenSet, client.signal);
        },
        'rejected',
      ],
      'for a sandbox token in production': [
        async () => {
          const tokenSet = await client.issue();
          client.emulator.setOptions({ environment: 'production' });
          return client.endpoint.refresh(tokenSet, client.signal);
        },
        'wrongEnvironment',
      ],
      'for a token of somebody else, on revoke': [
        async () =>
          client.endpoint.revoke(
            { ...(await client.issue()), accessToken: new Secret('test-access') },
            client.signal,
          ),
        'rejected',
      ],
    };
    for (const [title, [call, kind]] of Object.entries(refusals)) {
      it(`${title}: ${kind}`, async () => {
        assert.deepEqual(await client.failureOf(call()), { kind, answerLost: false });
      });
    }

    for (const [title, retryAfter, expected] of [
      ['the window', false, 60_000],
      ['Retry-After', true, 60_000],
    ] as const) {
      it(`for asking too often, and told to wait by ${title}`, async () => {
        client.emulator.setOptions({ rateLimit: { calls: 1, windowMs: 60_000, retryAfter } });
        await client.issue();
        const error = await client.errorOf(client.issue());
        assert.deepEqual([error.kind, error.retryAfter], ['rateLimited', expected]);
      });
    }
  });

  describe('understands', () => {
    const replies: Record<string, [Fault, FailureKind, FailureKind]> = {
      'invalid credentials inside a 200': [
        respond(errorReplies.invalidCredentials),
        'wrongSecret',
        'rejected',
      ],
      'an expired token inside a 200': [respond(errorReplies.tokenExpired), 'rejected', 'rejected'],
      'a business failure inside a 200': [respond(errorReplies.businessFailure), 'rejected', 'rejected'],
      'a validation failure': [respond(validationFailure(422, 'Invalid', ['x'])), 'rejected', 'rejected'],
      'a server error': [respond(errorReplies.serverError), 'server', 'server'],
      'an edge’s 403': [respond(errorReplies.edgeBlock), 'networkGate', 'networkGate'],
      'a page with 503': [{ type: 'html', status: 503 }, 'server', 'server'],
      'a page with 200': [{ type: 'html', status: 200 }, 'protocol', 'protocol'],
    };
    for (const [title, [fault, onIssue, onRefresh]] of Object.entries(replies)) {
      it(`${title}: ${onIssue} on issue, ${onRefresh} on refresh`, async () => {
        client.emulator.queueFault({ ...fault, kind: 'refresh' });
        const tokenSet = await client.issue();
        client.emulator.queueFault({ ...fault, kind: 'issue' });
        assert.deepEqual(
          [
            await client.failureOf(client.issue()),
            await client.failureOf(client.endpoint.refresh(tokenSet, client.signal)),
          ],
          [
            { kind: onIssue, answerLost: false },
            { kind: onRefresh, answerLost: false },
          ],
        );
      });
    }
  });
});

function respond(reply: { readonly status: number; readonly body: unknown }): Fault {
  return { type: 'respond', ...reply };
}

/** Claims have no fractions. */
function emulatorSeconds(moment = 0): number {
  return Math.floor(moment / 1000);
}
