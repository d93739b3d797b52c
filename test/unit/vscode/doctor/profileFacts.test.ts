import assert from 'node:assert/strict';
import type { Identity } from '../../../../src/profiles/profile';
import { Secret } from '../../../../src/profiles/secret';
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

// Seen to fail when: only what the window knows counts, or its state; the failure is lost; a renewal is told that is not to come; a record that cannot be read
// counts as stored; what is only in memory, or was set aside, is not told; any of the secrets is missing in the list; the storage is waited for without end.
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

  it('tells of no next renewal where nothing renews by itself: another profile’s token, or any with the setting off', async () => {
    const tokens = {
      snapshot: (identity: Identity) => ({ ...nothingKnown(identity), tokenSet }),
      untilRenewal: () => 30_000,
    };
    const renewals = [];
    for (const change of [{ activeProfile: undefined }, { autoRefresh: false }]) {
      const ports = portsOver(storage, { tokens, ...change });
      renewals.push((await examineProfile(profile, ports, signal)).facts.untilRenewal);
    }
    assert.deepEqual(renewals, [undefined, undefined]);
  });

  it('tells of a client secret that only this window knows', async () => {
    const clientSecrets = { read: async () => Promise.resolve(new Secret('test-secret-in-memory')) };
    const { facts } = await examineProfile(profile, portsOver(storage, { clientSecrets }), signal);
    assert.deepEqual(facts.stored, { found: { clientSecret: 'memory', token: 'none', setAside: false } });
  });

  it('keeps what is stored and what this window works with out of the report, where they differ', async () => {
    storage.values.set(`nomba.clientSecret:${profileKey}`, 'test-secret-stored');
    storage.values.set(`nomba.tokenSet:${profileKey}`, formatTokenRecord(tokenSet));
    const ports = portsOver(storage, {
      clientSecrets: { read: async () => Promise.resolve(new Secret('test-secret-in-memory')) },
      tokens: {
        snapshot: (identity) => ({ ...nothingKnown(identity), tokenSet: testTokenSet('known', now) }),
        untilRenewal: () => undefined,
      },
    });
    assert.deepEqual(revealed(await examineProfile(profile, ports, signal)), [
      'access-known',
      'access-stored',
      'refresh-known',
      'refresh-stored',
      'test-secret-in-memory',
      'test-secret-stored',
    ]);
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
