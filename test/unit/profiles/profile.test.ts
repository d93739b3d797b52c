import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProfile } from '../../../src/profiles/parseProfiles';
import {
  baseUrlOf,
  identityKey,
  identityOf,
  type Identity,
  type Profile,
} from '../../../src/profiles/profile';

const accountId = '99999999-8888-4777-8666-555555555555';
const clientId = '11111111-2222-4333-8444-555555555555';
const profile: Profile = { name: 'Shop', environment: 'sandbox', accountId, clientId };

describe('baseUrlOf', () => {
  it('gives Nomba’s two hosts, and the normalised host of a custom environment', () => {
    assert.deepEqual(
      [
        baseUrlOf({ environment: 'production' }),
        baseUrlOf({ environment: 'sandbox', baseUrl: 'https://gateway.example.com' }),
        baseUrlOf({ environment: 'custom', baseUrl: 'https://gateway.example.com/v1/' }),
      ],
      ['https://api.nomba.com', 'https://sandbox.nomba.com', 'https://gateway.example.com'],
    );
  });
});

describe('identityOf', () => {
  it('is the same for two names and sub-accounts of the same credentials', () => {
    const identity = { baseUrl: 'https://sandbox.nomba.com', clientId, accountId };
    assert.deepEqual(
      [identityOf(profile), identityOf({ ...profile, name: 'Another', subAccountId: accountId })],
      [identity, identity],
    );
  });
});

describe('identityKey', () => {
  it('is the same for the same identity and however its base URL was written', () => {
    const keys = ['https://gateway.example.com', 'https://gateway.example.com/v1/'].map((baseUrl) =>
      identityKey(identityOf({ ...profile, environment: 'custom', baseUrl })),
    );
    assert.equal(keys[0], keys[1]);
  });

  it('is another one when the environment, the client id or the account id is another one', () => {
    const keys = [
      profile,
      { ...profile, environment: 'production' as const },
      { ...profile, clientId: accountId },
      { ...profile, accountId: clientId },
      { ...profile, accountId: clientId, clientId: accountId },
    ].map((one) => identityKey(identityOf(one)));
    assert.equal(new Set(keys).size, keys.length);
  });

  it('has no two identities collide, whatever characters they hold', () => {
    const part = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('|', '%', '7', 'C', 'a') }));
    const identities = fc.record({ baseUrl: part, clientId: part, accountId: part });
    fc.assert(
      fc.property(identities, identities, (one: Identity, other: Identity) => {
        const same =
          one.baseUrl === other.baseUrl &&
          one.clientId === other.clientId &&
          one.accountId === other.accountId;
        return same === (identityKey(one) === identityKey(other));
      }),
    );
    assert.notEqual(
      identityKey({ baseUrl: 'a|b', clientId: 'c', accountId: 'd' }),
      identityKey({ baseUrl: 'a', clientId: 'b|c', accountId: 'd' }),
    );
  });

  it('can be made of every profile that passes its checks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '|', '\uD800', '\uDC00') });
    fc.assert(
      fc.property(text, text, (someClientId, someAccountId) => {
        const parsed = parseProfile({ ...profile, clientId: someClientId, accountId: someAccountId }, []);
        return typeof parsed === 'string' || identityKey(identityOf(parsed)) !== '';
      }),
    );
  });
});
