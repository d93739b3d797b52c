import type { Credentials } from '../profiles/credentials';
import type { Identity } from '../profiles/profile';
import type { Secret } from '../profiles/secret';
import type { TokenSet } from './tokenSet';

/** What the token code needs of the world. Each port is as small as its consumer. */

export interface Disposable {
  dispose(): void;
}

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** ms since some moment. It is never put back, but may stand still while the machine sleeps. */
  uptime(): number;
  /** Calls back once, after `delay` ms at the earliest. */
  setTimer(callback: () => void, delay: number): Disposable;
}

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/** Nomba's three token calls. Each throws nothing but a `TokenError`. */
export interface TokenEndpoint {
  issue(credentials: Credentials, signal: AbortSignal): Promise<TokenSet>;
  /** Keeps the old refresh token when the answer brings none. */
  refresh(tokenSet: TokenSet, signal: AbortSignal): Promise<TokenSet>;
  revoke(tokenSet: TokenSet, signal: AbortSignal): Promise<void>;
}

/** Token sets by identity, shared by all windows. */
export interface TokenStore {
  read(identity: Identity): Promise<TokenSet | undefined>;
  /** What cannot be stored is kept for this window. */
  write(tokenSet: TokenSet): Promise<void>;
  remove(identity: Identity): Promise<void>;
  /** Calls back with the identity key of a token set that changed, in this window or another. It may call late, twice or never. */
  onDidChange(listener: (identityKey: string) => void): Disposable;
}

export interface ClientSecrets {
  read(identity: Identity): Promise<Secret | undefined>;
}

/** What the windows of a machine do one at a time. They authenticate so: Nomba may keep a single session, and limits the rate of token calls. */
export interface RenewalLock {
  /**
   * Runs `work` while this window holds the lock of that name, an identity key for one. A lock that cannot be had within a bounded time does not stop the work: two calls
   * are better than no token.
   *
   * @param work is given a function that tells whether another window has taken the lock over meanwhile, because this one was stopped for so long.
   */
  run<Result>(name: string, work: (isLost: () => Promise<boolean>) => Promise<Result>): Promise<Result>;
}
