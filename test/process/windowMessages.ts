import type { Identity } from '../../src/profiles/profile';
import type { TokenState } from '../../src/tokens/tokenState';

/** What a window process is started with: one JSON argument. */
export interface WindowSetup {
  readonly identity: Identity;
  readonly secretFolder: string;
  readonly lockFolder: string;
  /** ms */
  readonly leadTime: number;
}

/** What a window process is told: renew by schedule, ask for a token once as a consumer would, or end. */
export type WindowOrder = 'schedule' | 'get' | 'close';

/** What a window process reports whenever it changes, and once when it has started. */
export interface WindowReport {
  readonly state: TokenState;
  /** bearerFingerprint() of the access token. */
  readonly token: string | undefined;
}
