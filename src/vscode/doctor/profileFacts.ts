import { baseUrlOf, identityKey, identityOf, type Identity, type Profile } from '../../profiles/profile';
import { Secret } from '../../profiles/secret';
import type { ClientSecrets } from '../../tokens/ports';
import type { TokenLife } from '../../tokens/tokenLife';
import { parseTokenRecord } from '../../tokens/tokenRecord';
import type { TokenSet } from '../../tokens/tokenSet';
import type { TokenManager } from '../../tokens/tokenManager';
import { tokenState } from '../../tokens/tokenState';
import { secretKeys, type EditorSecrets } from '../editorSecrets';
import { identityFile } from '../identityFile';
import { lockOwner } from '../lockFile';
import type { ProfileFacts, StoredFacts } from './doctorFacts';
import { find, type Finding } from './finding';

export interface ProfilePorts {
  /** The editor's own. Through the token manager, a look could set an unreadable record aside. */
  readonly secrets: Pick<EditorSecrets, 'get'>;
  /** What the extension works with. */
  readonly clientSecrets: ClientSecrets;
  readonly tokens: Pick<TokenManager, 'snapshot' | 'untilRenewal'>;
  readonly lockFolder: string;
  /** The window's; its token is the only one that is renewed by itself. */
  readonly activeProfile: Profile | undefined;
  readonly autoRefresh: boolean;
  /** Judges a token that the window has not used yet. */
  readonly life: Pick<TokenLife, 'isAlive' | 'isFresh'>;
}

/** What is known of a profile, and the secrets that were seen on the way, so that they can be kept out of the report. */
export interface ExaminedProfile {
  readonly facts: ProfileFacts;
  readonly secrets: readonly Secret[];
}

interface Stored {
  readonly facts: StoredFacts;
  readonly tokenSet: TokenSet | undefined;
  readonly secrets: readonly Secret[];
}

/** Looks at a profile without changing anything of it. */
export async function examineProfile(
  profile: Profile,
  ports: ProfilePorts,
  signal: AbortSignal,
): Promise<ExaminedProfile> {
  const identity = identityOf(profile);
  const snapshot = ports.tokens.snapshot(identity);
  const { state, tokenSet: known, failure } = snapshot;
  const [stored, lock] = await Promise.all([
    find(async () => readStored(identity, known, ports), signal),
    find(async () => lockOwner(identityFile(ports.lockFolder, identityKey(identity), 'lock')), signal),
  ]);
  const tokenSet = known ?? ('found' in stored ? stored.found.tokenSet : undefined);
  const active = profile === ports.activeProfile;
  // What this window has never used it knows nothing of.
  const unknown = known === undefined && state === 'signedOut' && tokenSet !== undefined;
  return {
    facts: {
      name: profile.name,
      environment: profile.environment,
      host: new URL(baseUrlOf(profile)).host,
      active,
      state: unknown ? tokenState({ ...snapshot, tokenSet }, ports.life) : state,
      failure: failure?.kind,
      token: tokenSet && { issuedAt: tokenSet.issuedAt, expiresAt: tokenSet.expiresAt },
      untilRenewal: active && ports.autoRefresh ? ports.tokens.untilRenewal(identity) : undefined,
      stored: factsOf(stored),
      lock,
    },
    secrets: ['found' in stored ? stored.found.secrets : [], secretsOf(known)].flat(),
  };
}

function factsOf(stored: Finding<Stored>): Finding<StoredFacts> {
  return 'found' in stored ? { found: stored.found.facts } : stored;
}

async function readStored(
  identity: Identity,
  known: TokenSet | undefined,
  { secrets, clientSecrets }: ProfilePorts,
): Promise<Stored> {
  const key = identityKey(identity);
  const [clientSecret, usable, record, setAside] = await Promise.all([
    secrets.get(secretKeys.clientSecret(key)),
    clientSecrets.read(identity),
    secrets.get(secretKeys.tokenSet(key)),
    secrets.get(secretKeys.unreadable(key)),
  ]);
  const tokenSet = record === undefined ? undefined : parseTokenRecord(record, identity);
  const unreadable = tokenSet === undefined ? record : undefined;
  const texts = [clientSecret, usable?.reveal(), unreadable, setAside].filter((text) => text !== undefined);
  return {
    facts: {
      clientSecret: clientSecret !== undefined ? 'stored' : usable === undefined ? 'none' : 'memory',
      token: placeOfToken(record, tokenSet, known),
      setAside: setAside !== undefined,
    },
    tokenSet,
    secrets: [...texts.map((text) => new Secret(text)), ...secretsOf(tokenSet)],
  };
}

function placeOfToken(
  record: string | undefined,
  tokenSet: TokenSet | undefined,
  known: TokenSet | undefined,
): StoredFacts['token'] {
  if (record !== undefined) {
    return tokenSet === undefined ? 'unreadable' : 'stored';
  }
  return known === undefined ? 'none' : 'memory';
}

function secretsOf(tokenSet: TokenSet | undefined): readonly Secret[] {
  return [tokenSet?.accessToken, tokenSet?.refreshToken].filter((secret) => secret !== undefined);
}
