import assert from 'node:assert/strict';
import { NombaTokenEndpoint } from '../../../src/nomba/nombaTokenEndpoint';
import type { TransportRequest } from '../../../src/nomba/transport';
import { FakeClock } from '../../fakes/fakeClock';
import { RecordingLogger } from '../../fakes/recordingLogger';
import { plain, testIdentity, testTokenSet } from '../../fakes/tokenSets';
import { clientSecret, credentials, failureOf, setUp, success } from './endpointSetup';
import { answer, ScriptedTransport } from './scriptedTransport';

const { clientId, accountId, baseUrl } = testIdentity;
const revoked = answer(200, { code: '00', description: 'Token revoked successfully' });
const badRequest = answer(400, { code: '400', description: 'Bad request' });

/** What was asked, with the body parsed and without the signal, which is compared by identity. */
function plainRequest({ url, headers, body, timeout }: TransportRequest): unknown {
  return { url, headers, body: JSON.parse(body) as unknown, timeout };
}

describe('issue', () => {
  it('sends the credentials with the parent account in the header', async () => {
    const { endpoint, transport, signal } = setUp(success);
    await endpoint.issue(credentials, signal);
    assert.deepEqual(transport.requests.map(plainRequest), [
      {
        url: `${baseUrl}/v1/auth/token/issue`,
        headers: { 'Content-Type': 'application/json', accountId },
        body: {
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret.reveal(),
        },
        timeout: 15_000,
      },
    ]);
  });

  it('hands the caller’s signal on', async () => {
    const { endpoint, transport, signal } = setUp(success);
    await endpoint.issue(credentials, signal);
    assert.equal(transport.requests[0]?.signal, signal);
  });

  it('gives the token set of the identity, received now', async () => {
    const { endpoint, clock, signal } = setUp(success);
    assert.deepEqual(plain(await endpoint.issue(credentials, signal)), {
      identity: plain(testTokenSet('any', 0))?.identity,
      accessToken: 'access-new',
      refreshToken: 'refresh-new',
      issuedAt: clock.now(),
      expiresAt: clock.now() + 30 * 60_000,
    });
  });

  for (const [where, date, expiresAt] of [
    ['behind', 'Fri, 30 Jan 2026 14:00:00 GMT', '2026-01-30T14:30:00Z'],
    ['ahead of', 'Fri, 30 Jan 2026 10:00:00 GMT', '2026-01-30T10:30:00Z'],
    ['ahead of', 'Fri, 30 Jan 2026 10:00:00 GMT', 'no expiry at all'],
  ] as const) {
    it(`reckons by the server's clock that says ${expiresAt} where the local one is two hours ${where} it`, async () => {
      const body = success.body.replace('2026-01-30T12:30:00.000Z', expiresAt);
      const { endpoint, clock, lines, signal } = setUp({ ...success, headers: { date }, body });
      const { issuedAt, expiresAt: until } = await endpoint.issue(credentials, signal);
      const message = `The clock of this machine is 120 min ${where} Nomba's; the times of tokens are corrected by that.`;
      assert.deepEqual(
        [issuedAt, Math.round((until - clock.now()) / 60_000), lines[1]],
        [clock.now(), 30, { level: 'info', message }],
      );
    });
  }

  it('has no refresh token when none came', async () => {
    const { endpoint, signal } = setUp(answer(200, { code: '00', data: { access_token: 'access-new' } }));
    assert.equal((await endpoint.issue(credentials, signal)).refreshToken, undefined);
  });

  it('loads the HTTP client for a call and not before', async () => {
    let loaded = 0;
    const endpoint = new NombaTokenEndpoint({
      transport: async () => {
        loaded += 1;
        return Promise.resolve(new ScriptedTransport(success));
      },
      clock: new FakeClock(),
      logger: new RecordingLogger(),
      timeout: () => 1,
    });
    const before = loaded;
    await endpoint.issue(credentials, new AbortController().signal);
    assert.deepEqual([before, loaded], [0, 1]);
  });

  it('fails as protocol when the HTTP client cannot be loaded, without the text of that error', async () => {
    const logger = new RecordingLogger();
    const endpoint = new NombaTokenEndpoint({
      transport: async () => Promise.reject(new Error('test-detail')),
      clock: new FakeClock(),
      logger,
      timeout: () => 1,
    });
    const { kind } = await failureOf(endpoint.issue(credentials, new AbortController().signal));
    assert.deepEqual(
      [kind, logger.lines],
      ['protocol', [{ level: 'warn', message: 'The HTTP client could not be loaded or failed in itself.' }]],
    );
  });

  it('says that the work may have been done when a success has no usable token', async () => {
    const { endpoint, signal } = setUp(answer(200, { code: '00', data: { access_token: 5 } }));
    const { kind, answerLost } = await failureOf(endpoint.issue(credentials, signal));
    assert.deepEqual([kind, answerLost], ['protocol', true]);
  });
});

describe('refresh', () => {
  it('sends the refresh token with the old access token as bearer', async () => {
    const { endpoint, transport, old, signal } = setUp(success);
    await endpoint.refresh(old, signal);
    assert.deepEqual(transport.requests.map(plainRequest), [
      {
        url: `${baseUrl}/v1/auth/token/refresh`,
        headers: { 'Content-Type': 'application/json', accountId, Authorization: 'Bearer access-old' },
        body: { grant_type: 'refresh_token', refresh_token: 'refresh-old' },
        timeout: 15_000,
      },
    ]);
  });

  it('takes the refresh token that comes back', async () => {
    const { endpoint, old, signal } = setUp(success);
    assert.equal((await endpoint.refresh(old, signal)).refreshToken?.reveal(), 'refresh-new');
  });

  for (const [title, refreshToken] of Object.entries({
    none: undefined,
    null: null,
    'an empty one': '',
    'a number': 5,
    'an object': { token: 'refresh-new' },
  })) {
    it(`keeps the old refresh token when ${title} comes back`, async () => {
      const data = { access_token: 'access-new', refresh_token: refreshToken };
      const { endpoint, old, signal } = setUp(answer(200, { code: '00', data }));
      assert.equal((await endpoint.refresh(old, signal)).refreshToken?.reveal(), 'refresh-old');
    });
  }

  it('asks nobody when there is no refresh token', async () => {
    const { endpoint, transport, old, signal } = setUp();
    const { identity, accessToken, issuedAt, expiresAt } = old;
    const { kind } = await failureOf(
      endpoint.refresh({ identity, accessToken, issuedAt, expiresAt }, signal),
    );
    assert.deepEqual([kind, transport.requests], ['rejected', []]);
  });
});

describe('revoke', () => {
  const official = {
    url: `${baseUrl}/v1/auth/token/revoke`,
    headers: { 'Content-Type': 'application/json', accountId },
    body: { clientId, access_token: 'access-old' },
    timeout: 15_000,
  };
  const other = {
    ...official,
    headers: { ...official.headers, Authorization: 'Bearer access-old' },
    body: { token: 'access-old' },
  };

  it('sends the official form', async () => {
    const { endpoint, transport, old, signal } = setUp(revoked);
    await endpoint.revoke(old, signal);
    assert.deepEqual(transport.requests.map(plainRequest), [official]);
  });

  for (const status of [400, 422]) {
    it(`sends the other form once after ${status}`, async () => {
      const { endpoint, transport, old, signal } = setUp(answer(status, { code: String(status) }), revoked);
      await endpoint.revoke(old, signal);
      assert.deepEqual(transport.requests.map(plainRequest), [official, other]);
    });
  }

  for (const [title, refusal] of Object.entries({
    '401': answer(401, { code: '401', description: 'Unauthorized' }),
    '403': answer(403, { code: '403', description: 'Forbidden error' }),
    '500': answer(500, { code: '500' }),
    'a page with 400': answer(400, '<html></html>'),
    'a lost answer': { outcome: 'broken' } as const,
  })) {
    it(`sends nothing more after ${title}`, async () => {
      const { endpoint, transport, old, signal } = setUp(refusal);
      await failureOf(endpoint.revoke(old, signal));
      assert.deepEqual(transport.requests.map(plainRequest), [official]);
    });
  }

  it('fails with the answer to the other form when both are refused', async () => {
    const { endpoint, old, signal } = setUp(badRequest, answer(500, { code: '500' }));
    assert.equal((await failureOf(endpoint.revoke(old, signal))).kind, 'server');
  });

  it('logs which form worked', async () => {
    const { endpoint, old, signal, lines } = setUp(badRequest, revoked);
    await endpoint.revoke(old, signal);
    assert.deepEqual(lines, [
      { level: 'info', message: 'POST /v1/auth/token/revoke (sandbox.nomba.com): HTTP 400, rejected, 0 ms' },
      { level: 'debug', message: 'Nomba said: 400 · Bad request' },
      {
        level: 'info',
        message:
          'Revoke: the form with “clientId” and “access_token” was refused as a bad request; trying the other one.',
      },
      { level: 'info', message: 'POST /v1/auth/token/revoke (sandbox.nomba.com): HTTP 200, success, 0 ms' },
      { level: 'info', message: 'Revoke: the form with “token” and a bearer worked.' },
    ]);
  });

  it('is done when Nomba says that the token has expired', async () => {
    const { endpoint, old, signal, lines } = setUp(answer(200, { code: '02', description: 'Token expired' }));
    await endpoint.revoke(old, signal);
    assert.equal(lines.at(-1)?.message, 'Revoke: the token was dead already.');
  });

  it('is done when Nomba refuses a token that has expired by the local clock', async () => {
    const { endpoint, old, signal, clock } = setUp(answer(401, { code: '401' }));
    clock.jump(30 * 60_000);
    await assert.doesNotReject(endpoint.revoke(old, signal));
  });

  it('fails when Nomba refuses a token that should be alive', async () => {
    const { endpoint, old, signal, clock } = setUp(answer(401, { code: '401' }));
    clock.jump(30 * 60_000 - 1);
    assert.equal((await failureOf(endpoint.revoke(old, signal))).kind, 'rejected');
  });

  it('fails for an expired token when anything else is wrong', async () => {
    const { endpoint, old, signal, clock } = setUp(answer(500, { code: '500' }));
    clock.jump(30 * 60_000);
    assert.equal((await failureOf(endpoint.revoke(old, signal))).kind, 'server');
  });
});
