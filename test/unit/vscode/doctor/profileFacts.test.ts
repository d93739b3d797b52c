import assert from 'node:assert/strict';
import { TokenError } from '../../../../src/tokens/tokenError';
import { formatTokenRecord } from '../../../../src/tokens/tokenRecord';
import { examineProfile, type ExaminedProfile } from '../../../../src/vscode/doctor/profileFacts';
import { FakeSecretStorage } from '../../../fakes/fakeSecretStorage';
import { testTokenSet } from '../../../fakes/tokenSets';
import { nothingKnown, portsOver, profile, profileKey } from './examineSetup';
import { now } from './sampleFacts';

const minute = 60_000;
const tokenSet = testTokenSet('stored', now - 10 * minute);
const { signal } = new AbortController();

function revealed({ secrets }: ExaminedProfile): readonly string[] {
  return [...new Set(secrets.map((secret) => secret.reveal()))].sort();
}

describe('a look at a profile', () => {
  let storage: FakeSecretStorage;
  beforeEach(() => {
    storage = new FakeSecretStorage();
  });

  it('tells of what is stored although the window has not used it yet', async () => {
    storage.values.set(`nomba.clientSecret:${profileKey}`, 'test-secret-stored');
    storage.values.set(`nomba.tokenSet:${profileKey}`, formatTokenRecord(tokenSet));
    const before = new Map(storage.values);
    const examined = await examineProfile(profile, portsOver(storage, { activeProfile: undefined }), signal);
    assert.deepEqual(
      { facts: examined.facts, secrets: revealed(examined), storage: storage.values },
      {
        facts: {
          name: 'sandbox',
          environment: 'sandbox',
          host: 'sandbox.nomba.com',
          active: false,
          state: 'fresh',
          failure: undefined,
          token: { issuedAt: tokenSet.issuedAt, expiresAt: tokenSet.expiresAt },
          untilRenewal: undefined,
          stored: { found: { clientSecret: 'stored', token: 'stored', setAside: false } },
          lock: { found: undefined },
        },
        secrets: ['access-stored', 'refresh-stored', 'test-secret-stored'],
        storage: before,
      },
    );
  });

  it('tells of what only this window knows, with its failure and its next renewal', async () => {
    const ports = portsOver(storage, {
      tokens: {
        snapshot: (identity) => ({
          ...nothingKnown(identity),
          tokenSet,
          failure: new TokenError('server'),
          state: 'expiring',
        }),
        untilRenewal: () => 30_000,
      },
    });
    const { facts } = await examineProfile(profile, ports, signal);
    assert.deepEqual(
      [facts.state, facts.failure, facts.untilRenewal, facts.stored],
      ['expiring', 'server', 30_000, { found: { clientSecret: 'none', token: 'memory', setAside: false } }],
    );
  });

  for (const [age, state] of [
    [10, 'fresh'],
    [26, 'expiring'],
    [30, 'expired'],
  ] as const) {
    it(`says of a stored token of 30 minutes after ${age} minutes: ${state}`, async () => {
      const record = formatTokenRecord(testTokenSet('stored', now - age * minute));
      storage.values.set(`nomba.tokenSet:${profileKey}`, record);
      assert.equal((await examineProfile(profile, portsOver(storage), signal)).facts.state, state);
    });
  }

  it('says of a stored token without life that it has expired, even at the moment that it came', async () => {
    const stillborn = testTokenSet('stillborn', now, 400);
    storage.values.set(`nomba.tokenSet:${profileKey}`, formatTokenRecord(stillborn));
    assert.equal((await examineProfile(profile, portsOver(storage), signal)).facts.state, 'expired');
  });

  it('does not take a stored token out of the future for fresh: the clock was put back', async () => {
    const record = formatTokenRecord(testTokenSet('future', now + 10 * minute));
    storage.values.set(`nomba.tokenSet:${profileKey}`, record);
    assert.equal((await examineProfile(profile, portsOver(storage), signal)).facts.state, 'expiring');
  });

  it('leaves a record alone that cannot be read, and keeps its text out of the report', async () => {
    storage.values.set(`nomba.tokenSet:${profileKey}`, '{"version":2}');
    storage.values.set(`nomba.unreadable:${profileKey}`, '{"version":3}');
    const before = new Map(storage.values);
    const examined = await examineProfile(profile, portsOver(storage), signal);
    assert.deepEqual(
      { stored: examined.facts.stored, secrets: revealed(examined), storage: storage.values },
      {
        stored: { found: { clientSecret: 'none', token: 'unreadable', setAside: true } },
        secrets: ['{"version":2}', '{"version":3}'],
        storage: before,
      },
    );
  });

  it('ends when the storage does not answer', async () => {
    const abort = new AbortController();
    const hanging = { get: async () => new Promise<undefined>(() => undefined) };
    const look = examineProfile(profile, portsOver(storage, { secrets: hanging }), abort.signal);
    abort.abort();
    assert.deepEqual((await look).facts.stored, { problem: 'cancelled' });
  });
});
