import assert from 'node:assert/strict';
import { isStillborn } from '../../../src/tokens/expiry';
import { credentials, failureOf, setUp, type Setup } from './endpointSetup';
import { answer } from './scriptedTransport';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** ms, of each call. */
const timeout = 15 * second;

/** An endpoint whose call is answered with a token, after so many ms by the wall clock. */
function setUpSlow(took: number, stated: Readonly<Record<string, unknown>>): Setup {
  const setup = setUp(answer(200, { code: '00', data: { access_token: 'access-new', ...stated } }));
  setup.transport.whileAsked = () => {
    setup.clock.jump(took);
  };
  return setup;
}

/** Of 30 minutes each, from the start of {@link setUp}'s clock. */
const lives: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a time': { expiresAt: '2026-01-30T12:30:00.000Z' },
  'a span': { expires_in: 1_800 },
  nothing: {},
};

// Seen to fail when: a span counts from the answer; the call began by a clock that was put back since, or the token came when the call began; a sleep is not seen, or
// every dead or late token is one of it; the timeout is 1 ms longer or shorter; no line says so; the answer is not lost, or the failure another; times or spans are
// not read, or spans are in ms; 60 minutes are assumed.
describe('a token that comes after a while', () => {
  for (const [stated, life] of Object.entries({
    ...lives,
    'a time': { expiresAt: '2026-01-30T10:30:00.000Z' },
  })) {
    it(`lives for 30 minutes although the clock, which was two hours ahead, is put right meanwhile, where Nomba states ${stated}`, async () => {
      const date = 'Fri, 30 Jan 2026 10:00:00 GMT';
      const { endpoint, transport, clock, signal } = setUp(
        answer(200, { code: '00', data: { access_token: 'access-new', ...life } }, { date }),
      );
      transport.whileAsked = () => {
        clock.jump(-2 * hour);
      };
      const { issuedAt, expiresAt } = await endpoint.issue(credentials, signal);
      assert.deepEqual([issuedAt, expiresAt - issuedAt], [clock.now(), 30 * minute]);
    });
  }

  for (const [stated, life] of Object.entries(lives)) {
    it(`lives for 30 minutes from when the request left, where Nomba states ${stated}`, async () => {
      const { endpoint, clock, signal } = setUpSlow(5 * second, life);
      const start = clock.now();
      const { issuedAt, expiresAt } = await endpoint.issue(credentials, signal);
      assert.deepEqual([issuedAt - start, expiresAt - start], [5 * second, 30 * minute]);
    });

    it(`is lost when it has expired because the machine slept, where Nomba states ${stated}`, async () => {
      const { endpoint, old, signal, lines } = setUpSlow(8 * hour, life);
      const { kind, answerLost } = await failureOf(endpoint.refresh(old, signal));
      assert.deepEqual(
        { kind, answerLost, line: lines.at(-1) },
        {
          kind: 'network',
          answerLost: true,
          line: {
            level: 'info',
            message: 'The machine slept during refresh, and the token has expired meanwhile.',
          },
        },
      );
    });
  }

  it('is as good as any when it still lives after a sleep', async () => {
    const { endpoint, clock, signal } = setUpSlow(8 * hour, { expires_in: 86_400 });
    const start = clock.now();
    const { issuedAt, expiresAt } = await endpoint.issue(credentials, signal);
    assert.deepEqual([issuedAt - start, expiresAt - start], [8 * hour, 24 * hour]);
  });

  for (const [stated, life] of Object.entries({
    'a time': { expiresAt: '2026-01-30T12:00:05.000Z' },
    'a span': { expires_in: 5 },
  })) {
    it(`is stillborn when it has expired within the timeout, where Nomba states ${stated}`, async () => {
      const { endpoint, signal } = setUpSlow(timeout, life);
      assert.equal(isStillborn(await endpoint.issue(credentials, signal)), true);
    });

    it(`is lost when it has expired 1 ms after the timeout, where Nomba states ${stated}`, async () => {
      const { endpoint, signal } = setUpSlow(timeout + 1, life);
      const { kind, answerLost } = await failureOf(endpoint.issue(credentials, signal));
      assert.deepEqual([kind, answerLost], ['network', true]);
    });
  }
});
