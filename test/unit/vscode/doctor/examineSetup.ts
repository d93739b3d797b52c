import { identityKey, identityOf, type Identity, type Profile } from '../../../../src/profiles/profile';
import { Secret } from '../../../../src/profiles/secret';
import { TokenLife } from '../../../../src/tokens/tokenLife';
import type { TokenSnapshot } from '../../../../src/tokens/tokenState';
import type { ProfilePorts } from '../../../../src/vscode/doctor/profileFacts';
import { FakeClock } from '../../../fakes/fakeClock';
import type { FakeSecretStorage } from '../../../fakes/fakeSecretStorage';
import { testIdentity } from '../../../fakes/tokenSets';
import { now } from './sampleFacts';

export const profile: Profile = {
  name: 'sandbox',
  environment: 'sandbox',
  accountId: testIdentity.accountId,
  clientId: testIdentity.clientId,
};

export const profileKey = identityKey(identityOf(profile));

/** What a window knows of a token that it has never used. */
export function nothingKnown(identity: Identity): TokenSnapshot {
  return { identity, tokenSet: undefined, failure: undefined, busy: false, state: 'signedOut' };
}

/** A window that knows nothing yet; what the storage holds can be used. */
export function portsOver(secrets: FakeSecretStorage, change: Partial<ProfilePorts> = {}): ProfilePorts {
  return {
    secrets,
    clientSecrets: {
      read: async (identity) => {
        const text = await secrets.get(`nomba.clientSecret:${identityKey(identity)}`);
        return text === undefined ? undefined : new Secret(text);
      },
    },
    tokens: { snapshot: nothingKnown, untilRenewal: () => undefined },
    lockFolder: '/not/there',
    activeProfile: profile,
    autoRefresh: true,
    life: new TokenLife(new FakeClock(now), () => 5 * 60_000),
    ...change,
  };
}
