import { identityKey, type Identity } from '../profiles/profile';
import type { Clock } from './ports';
import { boundedWait, shortestPause } from './retryPause';
import { TokenError, toTokenError, type FailureKind } from './tokenError';

/** The last failure of an identity, as the windows tell each other. */
export interface SharedFailure {
  readonly kind: FailureKind;
  /** Epoch ms. */
  readonly at: number;
  /** ms that the server asked to wait; 0 when it did not. */
  readonly retryAfter: number;
}

/** Where the windows of a machine leave their last failure. None of its methods rejects: a note that is lost costs one call. */
export interface SharedFailures {
  read(identityKey: string): Promise<SharedFailure | undefined>;
  write(identityKey: string, failure: SharedFailure): Promise<void>;
  clear(identityKey: string): Promise<void>;
}

export interface SharedFailurePorts {
  readonly failures: SharedFailures;
  readonly clock: Pick<Clock, 'now'>;
}

/** Failures that another window would meet, too. Whether there is a secret, or a storage that answers, may differ between windows. */
function isForAll({ kind }: TokenError): boolean {
  return kind !== 'cancelled' && kind !== 'missingSecret' && kind !== 'storage';
}

/**
 * Runs a call to Nomba, and tells the other windows when it fails; but when one of them has just failed, that failure is this window's, too. Without this, ten
 * windows that wait for one lock would run into the same refusal one after the other, within a second.
 *
 * @param byUser a person asks for it, who may know that it will work now.
 * @throws {TokenError}
 */
export async function failTogether<Result>(
  { failures, clock }: SharedFailurePorts,
  { identity, byUser }: { readonly identity: Identity; readonly byUser: boolean },
  call: () => Promise<Result>,
): Promise<Result> {
  const key = identityKey(identity);
  const failure = byUser ? undefined : await failures.read(key);
  if (failure !== undefined) {
    const age = clock.now() - failure.at;
    const left = Math.max(shortestPause, boundedWait(failure.retryAfter)) - age;
    if (age >= 0 && left > 0) {
      throw new TokenError(failure.kind, { retryAfter: left });
    }
  }
  try {
    const result = await call();
    await failures.clear(key);
    return result;
  } catch (error) {
    const { kind, retryAfter = 0 } = toTokenError(error);
    if (isForAll(toTokenError(error))) {
      await failures.write(key, { kind, at: clock.now(), retryAfter });
    }
    throw error;
  }
}
