import type { Identity } from '../profiles/profile';
import type { ClientSecrets, Logger, TokenEndpoint, TokenStore } from './ports';
import { failTogether, type SharedFailurePorts } from './sharedFailures';
import { throwIfAborted, TokenError, toTokenError } from './tokenError';
import type { TokenLife } from './tokenLife';
import { isSameToken, isSameTokenSet, type TokenSet } from './tokenSet';

/**
 * What is asked for: `renew` is content with any fresh token; `refresh` wants another token than the one the caller knows; `issue` wants
 * Nomba to be asked with the credentials.
 */
export type RenewalIntent = 'renew' | 'refresh' | 'issue';

/** Why a signal aborts when the user no longer wants the token, as opposed to nobody waiting for it any more. */
export const signedOut = 'signedOut';

export interface RenewalPorts extends SharedFailurePorts {
  readonly endpoint: TokenEndpoint;
  readonly store: TokenStore;
  readonly clientSecrets: ClientSecrets;
  readonly logger: Logger;
  readonly life: Pick<TokenLife, 'isFresh'>;
}

export interface RenewalRequest {
  readonly identity: Identity;
  readonly intent: RenewalIntent;
  /** The token that the caller decided upon, to tell whether another window won meanwhile. */
  readonly known: TokenSet | undefined;
  /** A person waits for it. */
  readonly byUser: boolean;
  readonly signal: AbortSignal;
}

/**
 * One renewal, to be run while the lock of the identity is held: adopts what another window has brought, else refreshes, else issues. It does not write.
 *
 * @param stored what the store holds since the lock was taken.
 * @throws {TokenError}
 */
export async function obtainToken(
  ports: RenewalPorts,
  request: RenewalRequest,
  stored: TokenSet | undefined,
): Promise<TokenSet> {
  const { intent, known } = request;
  if (stored === undefined && known !== undefined && intent !== 'issue') {
    // Signed out, perhaps in another window, since the renewal was decided upon.
    throw new TokenError('cancelled');
  }
  if (stored !== undefined && isAdoptable(ports, request, stored)) {
    ports.logger.debug('Another window has renewed the token; using that one.');
    return stored;
  }
  return failTogether(ports, request, async () =>
    stored?.refreshToken === undefined || intent === 'issue'
      ? issueInPlaceOf(ports, request, stored)
      : refresh(ports, request, stored),
  );
}

async function refresh(ports: RenewalPorts, request: RenewalRequest, stored: TokenSet): Promise<TokenSet> {
  const { endpoint, store, logger } = ports;
  const { identity, signal } = request;
  try {
    return await endpoint.refresh(stored, signal);
  } catch (error) {
    const failure = toTokenError(error);
    if (mayBeDone(failure, signal)) {
      await doubt(ports, stored);
    } else if (failure.passes) {
      throw failure;
    }
    throwIfAborted(signal);
    logger.info(`The refresh did not succeed (${failure.kind}); issuing a new token.`);
    // The answer may have reached another window, or that one have used up the refresh token: look again before asking anew, and never send it twice.
    const winner = await store.read(identity).catch(() => stored);
    if (winner === undefined) {
      // Signed out while the answer was awaited: a token that nobody wants would stay valid at Nomba.
      throw new TokenError('cancelled');
    }
    return isAdoptable(ports, { intent: 'refresh', known: stored }, winner)
      ? winner
      : issueInPlaceOf(ports, request, stored);
  }
}

async function issueInPlaceOf(
  ports: RenewalPorts,
  { identity, signal }: RenewalRequest,
  stored: TokenSet | undefined,
): Promise<TokenSet> {
  const clientSecret = await ports.clientSecrets.read(identity);
  if (clientSecret === undefined) {
    throw new TokenError('missingSecret');
  }
  try {
    return await ports.endpoint.issue({ identity, clientSecret }, signal);
  } catch (error) {
    if (stored !== undefined && mayBeDone(toTokenError(error), signal)) {
      await doubt(ports, stored);
    }
    throw error;
  }
}

/** Whether Nomba may have done what it was asked, and nobody has heard of it. A sign-out ends that question with the token. */
function mayBeDone({ answerLost }: TokenError, signal: AbortSignal): boolean {
  return answerLost || (signal.aborted && signal.reason !== signedOut);
}

/**
 * Nomba may have ended the stored token, and used up its refresh token; a second use could be taken for a theft. So that is not sent again, by no window, and the token is due
 * at once. Without a client secret the refresh token is the only way to another token, and everything stays as it is.
 */
async function doubt({ store, clientSecrets }: RenewalPorts, stored: TokenSet): Promise<void> {
  const { identity, accessToken, issuedAt, expiresAt } = stored;
  const hasSecret = async (): Promise<boolean> =>
    clientSecrets.read(identity).then(
      (secret) => secret !== undefined,
      () => true,
    );
  const present = await store.read(identity).catch(() => stored);
  if (!isSameTokenSet(present, stored) || !(await hasSecret())) {
    return;
  }
  await store.write({ identity, accessToken, issuedAt, expiresAt, isDoubtful: true }).catch(() => undefined);
  if (!(await hasSecret())) {
    // The profile was removed meanwhile.
    await store.remove(identity);
  }
}

/** Whether a stored token answers the request without a call to Nomba. */
function isAdoptable(
  { life }: RenewalPorts,
  { intent, known }: Pick<RenewalRequest, 'intent' | 'known'>,
  candidate: TokenSet,
): boolean {
  return (
    intent !== 'issue' && life.isFresh(candidate) && (intent === 'renew' || !isSameToken(candidate, known))
  );
}
