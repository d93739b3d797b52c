import { identityKey } from '../profiles/profile';
import type { RenewalLock } from './ports';
import { obtainToken, type RenewalPorts, type RenewalRequest } from './renewal';
import { TokenError } from './tokenError';
import { isSameToken, type TokenSet } from './tokenSet';

export interface LockedRenewalPorts extends RenewalPorts {
  readonly lock: RenewalLock;
}

/**
 * One renewal from the lock to the store.
 *
 * @throws {TokenError} `cancelled` when the user has signed out meanwhile, in this window or another: a token that comes after that must not bring the
 * session back.
 */
export async function renewUnderLock(ports: LockedRenewalPorts, request: RenewalRequest): Promise<TokenSet> {
  const { lock, store } = ports;
  const { identity, signal } = request;
  const tokenSet = await lock.run(identityKey(identity), async () => {
    const before = await store.read(identity);
    const obtained = await obtainToken(ports, request);
    const after = await store.read(identity);
    if (signal.aborted || (before !== undefined && after === undefined)) {
      throw new TokenError('cancelled');
    }
    if (!isSameToken(obtained, after)) {
      await store.write(obtained);
    }
    return obtained;
  });
  if (signal.aborted) {
    // Since the write: whoever has signed out has removed the token again; where only the waiting ones have gone, the next finds it stored.
    throw new TokenError('cancelled');
  }
  return tokenSet;
}
