import type { Identity } from '../../../src/profiles/profile';
import type { TokenState } from '../../../src/tokens/tokenState';
import type { ChangeEvents } from '../../process/sharedSecretStorage';
import type { Interval } from './intervals';

/** What a window process is started with: one JSON argument. */
export interface WindowSetup {
  readonly identity: Identity;
  readonly secretFolder: string;
  readonly lockFolder: string;
  /** ms */
  readonly leadTime: number;
  /** ms */
  readonly requestTimeout: number;
  /** ms after which the lock of a process that no longer lives may be taken. */
  readonly stale: number;
  readonly events: ChangeEvents;
}

/**
 * What a window process is told. `get` as a consumer asks, and `refresh`, `revoke`, `remove` (of the profile), `erase`, `changeSecret`, `switch`, `edit` as the commands do;
 * `forget` is what a sign-out comes down to; `switch` is also what a window does that hears of another one's edit. `holdNextCall` stops the next call to Nomba just before it is sent, `goOn` lets it go.
 */
export type Action =
  | 'get'
  | 'refresh'
  | 'revoke'
  | 'forget'
  | 'remove'
  | 'erase'
  | 'changeSecret'
  | 'switch'
  | 'edit'
  | 'holdNextCall'
  | 'goOn'
  | 'close';

export interface Order {
  readonly number: number;
  readonly action: Action;
  /** With `changeSecret` and `edit`. */
  readonly clientSecret?: string;
  /** Of the profile that the window has from now on, with `switch` and `edit`. */
  readonly identity?: Identity;
}

/** What a window would hand out from some moment on. */
export interface Snapshot {
  /** Epoch ms. */
  readonly at: number;
  /** Of the profile that the window has. */
  readonly clientId: string;
  readonly state: TokenState;
  /** bearerFingerprint() of the access token. */
  readonly token: string | undefined;
  /** Epoch ms, by the window's own reckoning. */
  readonly expiresAt: number | undefined;
  /** The kind of the last failure. */
  readonly failure: string | undefined;
}

/** How an order has ended: with `ok` or with the kind of a failure. */
export interface Outcome {
  readonly outcome: string;
  /** bearerFingerprint() of what it gave, if that is a token. */
  readonly token: string | undefined;
}

/** What a window process reports: each change, how an order ended, that a held call is about to be sent, when it could not run, and what it has logged as a warning. */
export type Report =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | ({ readonly kind: 'done'; readonly number: number } & Outcome)
  | { readonly kind: 'sending' }
  | { readonly kind: 'stalled'; readonly stall: Interval }
  | { readonly kind: 'warned'; readonly message: string };
