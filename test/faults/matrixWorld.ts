import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadTransport } from '../../src/nomba/loadTransport';
import { NombaTokenEndpoint } from '../../src/nomba/nombaTokenEndpoint';
import { identityOf, type Identity, type Profile } from '../../src/profiles/profile';
import { TokenManager } from '../../src/tokens/tokenManager';
import { emulatorCredentials } from '../emulator/clients';
import type { Emulator } from '../emulator/emulator';
import type { CallKind, FaultAction } from '../emulator/faults';
import { startEmulator } from '../emulator/server';
import { FakeClientSecrets } from '../fakes/fakeClientSecrets';
import { FakeClock } from '../fakes/fakeClock';
import { FakeRenewalLock } from '../fakes/fakeRenewalLock';
import { FakeSharedFailures } from '../fakes/fakeSharedFailures';
import { FakeTokenStore } from '../fakes/fakeTokenStore';
import { RecordingLogger } from '../fakes/recordingLogger';
import type { Cause } from './matrix';
import { putUp } from './obstacles';

const minute = 60_000;

export const leadTime = 5 * minute;
/** ms. Half a minute more than is shown, so that no answer is slow enough to change it. */
const lifetime = 30.5 * minute;
/** ms. Long enough for any answer that comes. */
const patience = 5_000;
/** ms. Short enough to wait for an answer that does not come. */
const impatience = 250;

/** One window with everything real but the editor and the time, and a Nomba of its own that goes by the same time. */
export class MatrixWorld {
  readonly clock = new FakeClock();
  readonly store = new FakeTokenStore();
  readonly logger = new RecordingLogger();
  readonly emulator: Emulator;
  readonly profile: Profile;
  readonly identity: Identity;
  readonly tokens: TokenManager;
  /** 0 or more, less than 1. */
  chance = 0;
  contactsElsewhere = 0;
  /** Where Nomba is found, if not where it is. */
  #detour: string | undefined;
  /** How many calls from now on will not be answered in time, so that it would be a pity to wait for long. */
  #hopeless = 0;
  readonly #cleanUp: (() => Promise<void>)[] = [];

  static async start(): Promise<MatrixWorld> {
    return new MatrixWorld(await startEmulator({ lifetimeMs: lifetime }));
  }

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    const { clientId, accountId, clientSecret } = emulatorCredentials;
    const { baseUrl } = emulator;
    this.profile = { name: 'shop', environment: 'custom', baseUrl, clientId, accountId };
    this.identity = identityOf(this.profile);
    const clientSecrets = new FakeClientSecrets();
    clientSecrets.set(this.identity, clientSecret);
    const { clock, logger, store } = this;
    const endpoint = new NombaTokenEndpoint({
      clock,
      logger,
      timeout: () => this.#nextTimeout(),
      transport: async () => {
        const transport = await loadTransport();
        return {
          post: async (request) => {
            this.#setServerClock();
            const url = request.url.replace(baseUrl, this.#detour ?? baseUrl);
            return transport.post({ ...request, url });
          },
        };
      },
    });
    this.tokens = new TokenManager({
      endpoint,
      store,
      lock: new FakeRenewalLock(),
      failures: new FakeSharedFailures(),
      clientSecrets,
      clock,
      logger,
      leadTime: () => leadTime,
      random: () => this.chance,
    });
  }

  /** Makes the next calls of the kind fail. */
  async bringAbout(cause: Cause, kind: CallKind | 'any', count: number): Promise<void> {
    if ('obstacle' in cause) {
      const { origin, remove } = await putUp(cause.obstacle, this.emulator.baseUrl);
      this.#cleanUp.push(remove);
      this.#detour = origin;
      this.#hopeless = cause.obstacle === 'full backlog' || cause.obstacle === 'silent TLS' ? count : 0;
      return;
    }
    const fault = 'redirect' in cause ? await this.#redirect(cause.redirect) : cause;
    if (fault.type === 'silence' || fault.type === 'slowDrip') {
      this.#hopeless = count;
    }
    this.emulator.queueFault({ ...fault, kind, count });
  }

  /** The fault is over. */
  recover(): void {
    this.#detour = undefined;
  }

  /** The kinds of the calls that have arrived since there were so many. */
  callsSince(count: number): readonly CallKind[] {
    return this.emulator.calls.slice(count).map(({ kind }) => kind);
  }

  async close(): Promise<void> {
    this.tokens.dispose();
    await this.emulator.close();
    await Promise.all(this.#cleanUp.map(async (clean) => clean()));
  }

  /** The emulator goes by the machine's clock. A `Date` is a whole second, so a tenth of one ahead counts as the same time. */
  #setServerClock(): void {
    this.emulator.setOptions({ clockOffsetMs: this.clock.now() - Date.now() + 100 });
  }

  #nextTimeout(): number {
    this.#hopeless -= 1;
    return this.#hopeless < 0 ? patience : impatience;
  }

  async #redirect(status: number): Promise<FaultAction> {
    const other = createServer((_request, response) => {
      this.contactsElsewhere += 1;
      response.end();
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    this.#cleanUp.push(async () => {
      other.close();
      await once(other, 'close');
    });
    const { port } = other.address() as AddressInfo;
    return {
      type: 'respond',
      status,
      headers: { Location: `http://127.0.0.1:${port}/v1/auth/token/issue` },
    };
  }
}
