import type { TokenStatus } from '../contributions';
import { identityOf, type Profile } from '../profiles/profile';
import type { TokenManager } from '../tokens/tokenManager';

/** What commands and events tell of a profile's token. */
export function tokenStatusOf(profile: Profile, tokens: Pick<TokenManager, 'snapshot'>): TokenStatus {
  const { state, tokenSet } = tokens.snapshot(identityOf(profile));
  return {
    profile: profile.name,
    state,
    ...(tokenSet !== undefined && { expiresAt: tokenSet.expiresAt }),
  };
}
