import type { Identity } from '../../src/profiles/profile';
import { TokenManager, type GetOptions } from '../../src/tokens/tokenManager';
import { FakeClientSecrets } from './fakeClientSecrets';
import { FakeClock } from './fakeClock';
import { FakeRenewalLock } from './fakeRenewalLock';
import { FakeSharedFailures } from './fakeSharedFailures';
import { FakeTokenEndpoint } from './fakeTokenEndpoint';
import { FakeTokenStore } from './fakeTokenStore';
import { RecordingLogger } from './recordingLogger';
import { testIdentity, testTokenSet } from './tokenSets';

/** The ms that the windows renew before expiry. */
export const leadTime = 5 * 60_000;

/** The client secret that every window has. */
export const clientSecret = 'test-secret-of-the-windows';

/** The epoch ms that the clock of new windows shows. */
export const start = new FakeClock().now();

const minute = 60_000;
export const fresh = testTokenSet('fresh', start - minute);
export const due = testTokenSet('due', start - 26 * minute);
export const dead = testTokenSet('dead', start - 60 * minute);
/** What Nomba answers with. */
export const brought = testTokenSet('brought', start);

/** Two windows that share a clock, a store, a lock and Nomba. */
export class TestWindows {
  readonly clock = new FakeClock(start);
  readonly endpoint = new FakeTokenEndpoint();
  readonly store = new FakeTokenStore();
  readonly lock = new FakeRenewalLock();
  readonly failures = new FakeSharedFailures();
  readonly logger = new RecordingLogger();
  readonly window = this.#open();
  readonly otherWindow = this.#open();

  dispose(): void {
    this.window.dispose();
    this.otherWindow.dispose();
  }

  /** What a consumer gets. */
  async get(window = this.window, options: GetOptions = {}): Promise<string> {
    return (await window.get(testIdentity, options)).accessToken.reveal();
  }

  /** State and access token that a window shows. */
  shown(window = this.window, identity: Identity = testIdentity): string {
    const { state, tokenSet } = window.snapshot(identity);
    return `${state} ${tokenSet?.accessToken.reveal() ?? '-'}`;
  }

  /** What a window shows at each of its announcements from now on. */
  announcements(window = this.window): readonly string[] {
    const list: string[] = [];
    window.onDidChange((identity) => {
      list.push(this.shown(window, identity));
    });
    return list;
  }

  /** The access token that lies in the store. */
  async stored(): Promise<string | undefined> {
    return (await this.store.read(testIdentity))?.accessToken.reveal();
  }

  #open(): TokenManager {
    const clientSecrets = new FakeClientSecrets();
    clientSecrets.set(testIdentity, clientSecret);
    const { clock, endpoint, store, lock, failures, logger } = this;
    return new TokenManager({
      endpoint,
      store,
      lock,
      failures,
      clientSecrets,
      clock,
      logger,
      leadTime: () => leadTime,
      random: () => 0,
    });
  }
}
