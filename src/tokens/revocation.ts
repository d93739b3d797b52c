import { identityKey, type Identity } from '../profiles/profile';
import type { RenewalLock, TokenEndpoint } from './ports';
import { toTokenError, type TokenError } from './tokenError';
import type { TokenSet } from './tokenSet';
import { untilBegun } from './untilBegun';

/** What became of a token that the user wanted gone. */
export type RevokeOutcome =
  | { readonly kind: 'nothingToRevoke' }
  | (RevokedToken & { readonly kind: 'revoked' })
  /** Nomba was not told, or refused: the token may stay valid until it expires. */
  | (RevokedToken & { readonly kind: 'removedLocally'; readonly failure: TokenError });

interface RevokedToken {
  /** The store could not remove its copy, which other windows and the next start may find. This window knows nothing of it any more. */
  readonly isLeftInStore?: true;
}

export interface RevocationPorts {
  readonly lock: RenewalLock;
  readonly endpoint: Pick<TokenEndpoint, 'revoke'>;
  /** @throws {TokenError} `storage` when nobody knows whether there is a token. */
  readonly read: () => Promise<TokenSet | undefined>;
  /** Rejects when the store cannot remove its copy. */
  readonly forget: () => Promise<void>;
}

/**
 * Removes the token here, and tells Nomba, whatever becomes of the one and of the other.
 *
 * @throws {TokenError} `cancelled` when the signal aborts before anything has happened; after that it is `removedLocally`.
 */
export async function revoke(
  ports: RevocationPorts,
  identity: Identity,
  signal: AbortSignal,
): Promise<RevokeOutcome> {
  // Under the lock, so that a renewal which another window has under way ends first, and its token is the one that is revoked.
  return untilBegun(signal, async (begin) =>
    ports.lock.run(identityKey(identity), async () => {
      begin();
      return revokeUnderLock(ports, signal);
    }),
  );
}

async function revokeUnderLock(
  { endpoint, read, forget }: RevocationPorts,
  signal: AbortSignal,
): Promise<RevokeOutcome> {
  const tokenSet = await read();
  // A copy that cannot be removed from the store is no reason not to tell Nomba.
  const isRemoved = await forget().then(
    () => true,
    () => false,
  );
  if (tokenSet === undefined) {
    return { kind: 'nothingToRevoke' };
  }
  const left = isRemoved ? {} : ({ isLeftInStore: true } as const);
  try {
    await endpoint.revoke(tokenSet, signal);
    return { kind: 'revoked', ...left };
  } catch (error) {
    return { kind: 'removedLocally', failure: toTokenError(error), ...left };
  }
}
