import assert from 'node:assert/strict';
import { identityKey } from '../../../src/profiles/profile';
import { failTogether } from '../../../src/tokens/sharedFailures';
import { TokenError, type FailureKind } from '../../../src/tokens/tokenError';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeSharedFailures } from '../../fakes/fakeSharedFailures';
import { testIdentity as identity } from '../../fakes/tokenSets';

const second = 1_000;
const hour = 3_600 * second;
const key = identityKey(identity);

// Seen to fail when: failures of every kind are told, or none, or without the server’s wait; a person is turned away; the server’s wait does not count, or without
// a bound; a failure never ends, or not when the clock was put back; a success does not clear it, or a failure that was another’s is told anew; a defect has no
// kind.
describe('failTogether', () => {
  let clock: FakeClock;
  let failures: FakeSharedFailures;
  let calls: number;
  beforeEach(() => {
    clock = new FakeClock();
    failures = new FakeSharedFailures();
    calls = 0;
  });

  /** What comes of a call that fails with the error, or succeeds. */
  async function ask(error?: Error, byUser = false): Promise<unknown> {
    return failTogether({ failures, clock }, { identity, byUser }, async () => {
      calls += 1;
      return error === undefined ? Promise.resolve('a token') : Promise.reject(error);
    }).catch((reason: unknown) => {
      const { kind, retryAfter } = reason as TokenError;
      return { kind, retryAfter };
    });
  }

  it('tells the others of a failure, with what the server asked for', async () => {
    await ask(new TokenError('rateLimited', { retryAfter: 60 * second }));
    assert.deepEqual(await failures.read(key), {
      kind: 'rateLimited',
      at: clock.now(),
      retryAfter: 60 * second,
    });
  });

  for (const kind of ['cancelled', 'missingSecret', 'storage'] as const satisfies readonly FailureKind[]) {
    it(`keeps ${kind} to itself`, async () => {
      await ask(new TokenError(kind));
      assert.equal(await failures.read(key), undefined);
    });
  }

  it('tells of a defect by its kind alone', async () => {
    await ask(new Error('a text that nobody knows'));
    assert.deepEqual(await failures.read(key), { kind: 'protocol', at: clock.now(), retryAfter: 0 });
  });

  it('does not call where another window has just failed, and fails like that one', async () => {
    await failures.write(key, { kind: 'network', at: clock.now() - 10 * second, retryAfter: 0 });
    assert.deepEqual([await ask(), calls], [{ kind: 'network', retryAfter: 20 * second }, 0]);
  });

  it('does not call while another window has to wait for the server', async () => {
    await failures.write(key, {
      kind: 'rateLimited',
      at: clock.now() - 59 * second,
      retryAfter: 60 * second,
    });
    assert.deepEqual([await ask(), calls], [{ kind: 'rateLimited', retryAfter: second }, 0]);
  });

  it('calls for a person all the same', async () => {
    await failures.write(key, { kind: 'network', at: clock.now(), retryAfter: 0 });
    assert.deepEqual([await ask(undefined, true), calls], ['a token', 1]);
  });

  const over: Record<string, { at: number; retryAfter: number }> = {
    '30 s have passed': { at: -30 * second, retryAfter: 0 },
    'the wait of the server is over': { at: -60 * second, retryAfter: 60 * second },
    'an hour has passed, whatever the server asked for': { at: -hour, retryAfter: 1_000 * hour },
    'the clock was put back since': { at: hour, retryAfter: 0 },
  };
  for (const [when, { at, retryAfter }] of Object.entries(over)) {
    it(`calls again when ${when}`, async () => {
      await failures.write(key, { kind: 'network', at: clock.now() + at, retryAfter });
      assert.deepEqual([await ask(), calls], ['a token', 1]);
    });
  }

  it('tells the others when a call has succeeded again', async () => {
    await failures.write(key, { kind: 'network', at: clock.now(), retryAfter: 0 });
    await ask(undefined, true);
    assert.equal(await failures.read(key), undefined);
  });

  it('does not prolong the pause by failing like another window', async () => {
    const at = clock.now() - 10 * second;
    await failures.write(key, { kind: 'network', at, retryAfter: 0 });
    await ask();
    assert.deepEqual(await failures.read(key), { kind: 'network', at, retryAfter: 0 });
  });
});
