import type { Transport, TransportOutcome, TransportRequest } from '../../src/nomba/transport';
import type { FakeClock } from '../fakes/fakeClock';
import { answer } from '../unit/nomba/scriptedTransport';
import { unsignedJwt } from '../unit/nomba/unsignedJwt';

/** What the answer says of the life of its token, besides the token itself. */
export interface StatedLife {
  readonly expiresAt?: unknown;
  readonly expires_in?: unknown;
  /** Makes the access token a JWT with these claims. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface SimulatedCall {
  readonly kind: 'issue' | 'refresh';
  /** ms of real time since the start. */
  readonly at: number;
}

interface Life {
  /** ms of a token. */
  readonly lifetime: number;
  /** How the answer states it; both moments are epoch ms by the clock of the server. */
  readonly state: (expiresAt: number, issuedAt: number) => StatedLife;
  /** ms that the server's clock is ahead of the local one at the start. */
  readonly offset: number;
}

/**
 * Nomba's token calls with a clock of their own: real time passes for it while the machine is awake and while it sleeps, but not when somebody puts the
 * local clock forward or back. Refresh tokens are used up.
 */
export class SimulatedNomba implements Transport {
  readonly calls: SimulatedCall[] = [];
  /** Whether it can be reached. A call that does not reach it is recorded all the same. */
  isReachable = true;
  readonly #clock: FakeClock;
  readonly #life: Life;
  readonly #start: number;
  #slept = 0;
  #sleepInCall = 0;
  /** When each access token dies, by the clock of the server. */
  readonly #deaths = new Map<string, number>();
  readonly #refreshTokens = new Set<string>();

  constructor(clock: FakeClock, life: Life) {
    this.#clock = clock;
    this.#life = life;
    this.#start = clock.now() + life.offset;
  }

  /** The machine sleeps. @param ms */
  sleep(ms: number): void {
    this.#slept += ms;
    this.#clock.jump(ms);
  }

  /** The machine will sleep when the answer to the next call has arrived, and before anybody reads it. @param ms */
  sleepInNextCall(ms: number): void {
    this.#sleepInCall = ms;
  }

  /** ms of real time since the start. */
  get elapsed(): number {
    return this.#clock.uptime() + this.#slept;
  }

  get now(): number {
    return this.#start + this.elapsed;
  }

  isAlive(accessToken: string): boolean {
    return (this.#deaths.get(accessToken) ?? 0) > this.now;
  }

  async post({ url, body }: TransportRequest): Promise<TransportOutcome> {
    const kind = url.endsWith('/issue') ? 'issue' : 'refresh';
    this.calls.push({ kind, at: this.elapsed });
    if (!this.isReachable) {
      return Promise.resolve({ outcome: 'unreachable' });
    }
    const { refresh_token: used = '' } = JSON.parse(body) as { readonly refresh_token?: string };
    const headers = { date: new Date(this.now).toUTCString() };
    if (kind === 'refresh' && !this.#refreshTokens.delete(used)) {
      return Promise.resolve(answer(401, { code: '401', description: 'Unauthorized' }, headers));
    }
    const granted = answer(200, { code: '00', data: this.#grant() }, headers);
    this.sleep(this.#sleepInCall);
    this.#sleepInCall = 0;
    return Promise.resolve(granted);
  }

  #grant(): Readonly<Record<string, unknown>> {
    const { lifetime, state } = this.#life;
    const death = this.now + lifetime;
    const { claims, ...stated } = state(death, this.now);
    const number = this.calls.length;
    const accessToken = claims ? unsignedJwt({ ...claims, jti: number }).reveal() : `access-${number}`;
    this.#deaths.set(accessToken, death);
    this.#refreshTokens.add(`refresh-${number}`);
    return { access_token: accessToken, refresh_token: `refresh-${number}`, ...stated };
  }
}
