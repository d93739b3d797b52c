import { identityKey } from '../profiles/profile';
import type { RenewalLock } from './ports';
import { obtainToken, signedOut, type RenewalPorts, type RenewalRequest } from './renewal';
import { throwIfAborted, TokenError } from './tokenError';
import { isSameToken, isSameTokenSet, type TokenSet } from './tokenSet';

export interface LockedRenewalPorts extends RenewalPorts {
  readonly lock: RenewalLock;
}

/**
 * One renewal from the lock to the store.
 *
 * @throws {TokenError} `cancelled` when the user has signed out meanwhile, in this window or another, or has removed the client secret: a token that comes
 * after that must not bring the session back.
 */
export async function renewUnderLock(ports: LockedRenewalPorts, request: RenewalRequest): Promise<TokenSet> {
  const { identity, signal } = request;
  const { tokenSet, isDoubtful } = await ports.lock.run(identityKey(identity), async (isLost) => {
    throwIfAborted(signal);
    const renewed = await renew(ports, request);
    return { ...renewed, isDoubtful: renewed.isWritten && (await isLost()) };
  });
  throwIfAborted(signal);
  // Once is enough: a lock that is lost all the time is a fault of the file system.
  if (isDoubtful && request.intent !== 'issue') {
    // This process was stopped while it wrote, and another window has renewed since. Which of the two tokens is stored now, and which one lives, nobody knows.
    ports.logger.info('The token may have been replaced while it was stored; issuing another one.');
    return renewUnderLock(ports, { ...request, intent: 'issue' }).catch(() => tokenSet);
  }
  return tokenSet;
}

async function renew(
  ports: LockedRenewalPorts,
  request: RenewalRequest,
): Promise<{ tokenSet: TokenSet; isWritten: boolean }> {
  const { store, logger } = ports;
  const { identity, signal } = request;
  // A storage that does not answer says nothing: what this window knows counts, as it does until the next look.
  const before = await store.read(identity).catch(() => request.known);
  const hadSecret = await hasSecret(ports, request);
  const isSecretRemoved = async (): Promise<boolean> =>
    hadSecret === true && (await hasSecret(ports, request)) === false;
  const obtained = await obtainToken(ports, request, before);
  // From here on there is a token that must not be lost: a storage that does not answer now says nothing against it.
  const after = await store.read(identity).catch(() => before);
  if (signal.reason === signedOut) {
    throw new TokenError('cancelled');
  }
  if (before !== undefined && after === undefined) {
    throw new TokenError('cancelled');
  }
  if (isSameTokenSet(obtained, after)) {
    return { tokenSet: obtained, isWritten: false };
  }
  if (after !== undefined && !isSameToken(before, after) && after.expiresAt >= obtained.expiresAt) {
    // This process was stopped for so long that another window took the lock and renewed. Where Nomba keeps a single session, the later token has
    // ended the earlier one.
    logger.info('Another window has brought a later token; using that one.');
    return { tokenSet: after, isWritten: false };
  }
  if (await isSecretRemoved()) {
    throw new TokenError('cancelled');
  }
  await store.write(obtained);
  // Whoever signs out removes the secret first, if that is to go, and then the token. So either it was this token that was removed, or it shows here.
  if (signal.reason === signedOut || (await isSecretRemoved())) {
    await store.remove(identity);
    throw new TokenError('cancelled');
  }
  return { tokenSet: obtained, isWritten: true };
}

/** `undefined` when the storage does not answer: then nothing is known. */
async function hasSecret(
  { clientSecrets }: RenewalPorts,
  { identity }: RenewalRequest,
): Promise<boolean | undefined> {
  return clientSecrets.read(identity).then(
    (secret) => secret !== undefined,
    () => undefined,
  );
}
