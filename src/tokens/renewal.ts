import type { Identity } from '../profiles/profile';
import { isFresh } from './expiry';
import type { ClientSecrets, Clock, Logger, TokenEndpoint, TokenStore } from './ports';
import { TokenError, toTokenError } from './tokenError';
import { isSameToken, type TokenSet } from './tokenSet';

/**
 * What is asked for: `renew` is content with any fresh token; `refresh` wants another token than the one the caller knows; `issue` wants
 * Nomba to be asked with the credentials.
 */
export type RenewalIntent = 'renew' | 'refresh' | 'issue';

export interface RenewalPorts {
  readonly endpoint: TokenEndpoint;
  readonly store: TokenStore;
  readonly clientSecrets: ClientSecrets;
  readonly clock: Clock;
  readonly logger: Logger;
  /** ms */
  readonly leadTime: () => number;
}

export interface RenewalRequest {
  readonly identity: Identity;
  readonly intent: RenewalIntent;
  /** The token that the caller decided upon, to tell whether another window won meanwhile. */
  readonly known: TokenSet | undefined;
  readonly signal: AbortSignal;
}

/**
 * One renewal, to be run while the lock of the identity is held: reads the store again, adopts what another window has brought, else refreshes, else
 * issues. It does not write.
 *
 * @throws {TokenError}
 */
export async function obtainToken(ports: RenewalPorts, request: RenewalRequest): Promise<TokenSet> {
  const { identity, intent, known, signal } = request;
  const { endpoint, store, logger } = ports;
  throwIfAborted(signal);
  const stored = await store.read(identity);
  if (stored === undefined && known !== undefined && intent !== 'issue') {
    // Signed out, perhaps in another window, since the renewal was decided upon.
    throw new TokenError('cancelled');
  }
  if (intent === 'issue' || stored === undefined) {
    return issue(ports, identity, signal);
  }
  if (isAdoptable(ports, request, stored)) {
    logger.debug('Another window has renewed the token; using that one.');
    return stored;
  }
  if (stored.refreshToken === undefined) {
    return issue(ports, identity, signal);
  }
  try {
    return await endpoint.refresh(stored, signal);
  } catch (error) {
    const failure = toTokenError(error);
    if (failure.passes && !failure.answerLost) {
      throw failure;
    }
    throwIfAborted(signal);
    logger.info(`The refresh did not succeed (${failure.kind}); issuing a new token.`);
    if (failure.answerLost) {
      // The answer may have reached another window, or the refresh token may be used up: look again before asking anew, and never send it twice.
      const winner = await store.read(identity);
      if (winner === undefined) {
        // Signed out while the answer was awaited: a token that nobody wants would stay valid at Nomba.
        throw new TokenError('cancelled');
      }
      if (isAdoptable(ports, { ...request, known: stored }, winner)) {
        return winner;
      }
    }
    return issue(ports, identity, signal);
  }
}

/** Whether a stored token answers the request without a call to Nomba. */
function isAdoptable(ports: RenewalPorts, { intent, known }: RenewalRequest, candidate: TokenSet): boolean {
  const fresh = isFresh(candidate, ports.clock.now(), ports.leadTime());
  return fresh && (intent === 'renew' || !isSameToken(candidate, known));
}

async function issue(ports: RenewalPorts, identity: Identity, signal: AbortSignal): Promise<TokenSet> {
  const clientSecret = await ports.clientSecrets.read(identity);
  if (clientSecret === undefined) {
    throw new TokenError('missingSecret');
  }
  return ports.endpoint.issue({ identity, clientSecret }, signal);
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new TokenError('cancelled');
  }
}
