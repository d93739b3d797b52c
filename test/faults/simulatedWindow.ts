import { NombaTokenEndpoint } from '../../src/nomba/nombaTokenEndpoint';
import { RenewalScheduler } from '../../src/tokens/renewalScheduler';
import { TokenManager } from '../../src/tokens/tokenManager';
import { FakeClientSecrets } from '../fakes/fakeClientSecrets';
import { FakeClock, settled } from '../fakes/fakeClock';
import { FakeRenewalLock } from '../fakes/fakeRenewalLock';
import { FakeSharedFailures } from '../fakes/fakeSharedFailures';
import { FakeTokenStore } from '../fakes/fakeTokenStore';
import { RecordingLogger } from '../fakes/recordingLogger';
import { testIdentity } from '../fakes/tokenSets';
import { SimulatedNomba, type StatedLife } from './simulatedNomba';

const second = 1_000;
const minute = 60_000;

export interface SimulationOptions {
  /** ms that a token lives at Nomba; 30 minutes unless given. */
  readonly lifetime?: number;
  /** ms; 5 minutes unless given. */
  readonly leadTime?: number;
  /** ms that Nomba's clock is ahead of the local one. */
  readonly offset?: number;
  /** How an answer states the life of its token; as Nomba does unless given. */
  readonly state?: (expiresAt: number, issuedAt: number) => StatedLife;
}

/** What can be said of a stretch of time. */
export interface Figures {
  readonly calls: number;
  /** ms between two calls, at least. */
  readonly shortestGap: number;
  /** How often a consumer was handed a token that was dead by Nomba's clock. */
  readonly deadTokensHandedOut: number;
  /** How often a consumer got none. */
  readonly refusals: number;
}

/** One window whose scheduler runs, and its Nomba, in simulated time. */
export class SimulatedWindow {
  readonly clock = new FakeClock();
  readonly nomba: SimulatedNomba;
  readonly tokens: TokenManager;
  readonly #scheduler: RenewalScheduler;
  #deadTokensHandedOut = 0;
  #refusals = 0;

  constructor(options: SimulationOptions = {}) {
    const { clock } = this;
    const {
      lifetime = 30 * minute,
      leadTime = 5 * minute,
      offset = 0,
      state = (expiresAt: number) => ({ expiresAt: new Date(expiresAt).toISOString() }),
    } = options;
    this.nomba = new SimulatedNomba(clock, { lifetime, offset, state });
    const logger = new RecordingLogger();
    const clientSecrets = new FakeClientSecrets();
    clientSecrets.set(testIdentity, 'test-secret-of-the-simulation');
    this.tokens = new TokenManager({
      endpoint: new NombaTokenEndpoint({
        transport: async () => Promise.resolve(this.nomba),
        clock,
        logger,
        timeout: () => 15 * second,
      }),
      store: new FakeTokenStore(),
      lock: new FakeRenewalLock(),
      failures: new FakeSharedFailures(),
      clientSecrets,
      clock,
      logger,
      leadTime: () => leadTime,
      random: () => 0,
    });
    this.#scheduler = new RenewalScheduler(clock, {
      untilDue: () => this.tokens.untilRenewal(testIdentity),
      look: () => {
        void this.tokens.load(testIdentity);
      },
      renew: async () => this.tokens.keepAlive(testIdentity),
    });
    this.tokens.onDidChange(() => {
      this.#scheduler.poke();
    });
  }

  /** The first token, which the user asks for; it may be dead already. */
  async signIn(): Promise<void> {
    await this.tokens.issue(testIdentity, false).catch(() => undefined);
    await settled();
  }

  /** The window gets the focus, which makes the scheduler look at the clocks. */
  async focus(): Promise<void> {
    this.#scheduler.poke();
    await settled();
  }

  /** A consumer asks. @returns whether it got a token that lives by Nomba's clock */
  async ask(): Promise<boolean> {
    const tokenSet = await this.tokens.get(testIdentity).catch(() => undefined);
    if (tokenSet === undefined) {
      this.#refusals += 1;
      return false;
    }
    const isAlive = this.nomba.isAlive(tokenSet.accessToken.reveal());
    this.#deadTokensHandedOut += isAlive ? 0 : 1;
    return isAlive;
  }

  /** Lets the scheduler work, and a consumer who asks every `interval` ms if one is given. */
  async run(duration: number, interval = duration): Promise<void> {
    const end = this.clock.uptime() + duration;
    while (this.clock.uptime() < end) {
      await this.clock.advance(Math.min(interval, end - this.clock.uptime()));
      if (interval < duration) {
        await this.ask();
      }
    }
  }

  get figures(): Figures {
    const { calls } = this.nomba;
    const gaps = calls.map(({ at }, index) => at - (calls[index - 1]?.at ?? -Infinity));
    return {
      calls: calls.length,
      shortestGap: Math.min(...gaps),
      deadTokensHandedOut: this.#deadTokensHandedOut,
      refusals: this.#refusals,
    };
  }

  dispose(): void {
    this.#scheduler.dispose();
    this.tokens.dispose();
  }
}
