import type { Identity } from '../profiles/profile';
import type { TokenError } from './tokenError';
import type { TokenLife } from './tokenLife';
import type { TokenSet } from './tokenSet';

/** What a token is worth right now. Always derived, never stored. */
export type TokenState = 'signedOut' | 'fresh' | 'expiring' | 'refreshing' | 'expired' | 'failed';

/** What is known of the token of one identity at one moment. */
export interface TokenFacts {
  readonly tokenSet: TokenSet | undefined;
  /** Whether a call to Nomba is under way. */
  readonly busy: boolean;
  /** The last failure since the last success. */
  readonly failure: TokenError | undefined;
}

/** The facts of one identity's token, with the state that follows from them now. */
export interface TokenSnapshot extends TokenFacts {
  readonly identity: Identity;
  readonly state: TokenState;
}

/**
 * `failed` means: the user has to act, or there is nothing to send with. A passing failure beside a living token leaves the state as it is.
 */
export function tokenState(
  { tokenSet, busy, failure }: TokenFacts,
  life: Pick<TokenLife, 'isAlive' | 'isFresh'>,
): TokenState {
  if (busy) {
    return 'refreshing';
  }
  const alive = tokenSet !== undefined && life.isAlive(tokenSet);
  if (failure !== undefined && !(alive && failure.passes)) {
    return 'failed';
  }
  if (tokenSet === undefined) {
    return 'signedOut';
  }
  if (!alive) {
    return 'expired';
  }
  return life.isFresh(tokenSet) ? 'fresh' : 'expiring';
}
