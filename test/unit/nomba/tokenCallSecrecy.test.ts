import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { TransportOutcome } from '../../../src/nomba/transport';
import { Secret } from '../../../src/profiles/secret';
import type { TokenError } from '../../../src/tokens/tokenError';
import { clientSecret, credentials, failureOf, setUp, success } from './endpointSetup';
import { answer } from './scriptedTransport';

describe('the log of a token call', () => {
  it('has one line for a success, without headers and bodies', async () => {
    const { endpoint, signal, lines } = setUp(success);
    await endpoint.issue(credentials, signal);
    assert.deepEqual(lines, [
      { level: 'info', message: 'POST /v1/auth/token/issue (sandbox.nomba.com): HTTP 200, success, 0 ms' },
    ]);
  });

  it('tells how an exchange without an answer ended', async () => {
    const { endpoint, old, signal, lines } = setUp({ outcome: 'timeout' });
    await failureOf(endpoint.refresh(old, signal));
    assert.deepEqual(lines, [
      {
        level: 'info',
        message: 'POST /v1/auth/token/refresh (sandbox.nomba.com): no answer (timeout), network, 0 ms',
      },
    ]);
  });

  it('has what the server said at debug level, redacted, on one line', async () => {
    const said = {
      code: '422',
      description: `Bad\nsecret ${clientSecret.reveal()}`,
      message: 'Look here',
      errors: [`client_secret: ${clientSecret.reveal().slice(3, 18)}`],
    };
    const { endpoint, signal, lines } = setUp(answer(422, said));
    await failureOf(endpoint.issue(credentials, signal));
    assert.deepEqual(lines.at(-1), {
      level: 'debug',
      message: 'Nomba said: 422 · Bad secret [redacted] · Look here · ["client_secret: [redacted]"]',
    });
  });
});

describe('nothing that leaves a token call', () => {
  const canaries = [
    clientSecret.reveal(),
    'canary-access-token-0123456789',
    'canary-refresh-token-0123456789',
  ];
  const [, canaryAccess = '', canaryRefresh = ''] = canaries;
  const echo = canaries.join(' ');
  const outcomes: Record<string, TransportOutcome> = {
    'a refusal that echoes them': answer(403, {
      code: echo,
      description: echo,
      message: echo,
      errors: [echo],
    }),
    'a page that echoes them': answer(200, `<html>${echo}</html>`, { 'content-type': 'text/html' }),
    'headers that echo them': answer(429, {}, { 'retry-after': echo, 'x-rate-limit-window': echo }),
    'a success that cannot be used': answer(200, {
      code: '00',
      data: { access_token: { echo }, refresh_token: echo },
    }),
    'a lost answer': { outcome: 'broken' },
  };
  for (const [title, outcome] of Object.entries(outcomes)) {
    it(`contains a secret or a piece of one, after ${title}`, async () => {
      const { endpoint, old, signal, lines } = setUp(outcome, outcome, outcome);
      const tokenSet = {
        ...old,
        accessToken: new Secret(canaryAccess),
        refreshToken: new Secret(canaryRefresh),
      };
      const ends = await Promise.allSettled([
        endpoint.issue(credentials, signal),
        endpoint.refresh(tokenSet, signal),
        endpoint.revoke(tokenSet, signal),
      ]);
      const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as TokenError] : []));
      const seen = [
        ...lines.map((line) => line.message),
        ...errors.map((error) =>
          [
            error.message,
            error.stack,
            JSON.stringify(error),
            inspect(error, { depth: 10, showHidden: true }),
          ].join(),
        ),
      ].join('\n');
      const pieces = canaries.flatMap((canary) =>
        Array.from({ length: canary.length - 11 }, (_, start) => canary.slice(start, start + 12)),
      );
      assert.deepEqual(
        pieces.filter((piece) => seen.includes(piece)),
        [],
      );
    });
  }
});
