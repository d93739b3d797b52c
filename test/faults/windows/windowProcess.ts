import { loadTransport } from '../../../src/nomba/loadTransport';
import { NombaTokenEndpoint } from '../../../src/nomba/nombaTokenEndpoint';
import type { Transport } from '../../../src/nomba/transport';
import { identityKey, type Identity } from '../../../src/profiles/profile';
import { Secret } from '../../../src/profiles/secret';
import type { Logger } from '../../../src/tokens/ports';
import { RenewalScheduler } from '../../../src/tokens/renewalScheduler';
import { toTokenError } from '../../../src/tokens/tokenError';
import { TokenManager } from '../../../src/tokens/tokenManager';
import type { TokenSet } from '../../../src/tokens/tokenSet';
import { RenewalLockFile } from '../../../src/vscode/renewalLockFile';
import { ResilientSecrets } from '../../../src/vscode/resilientSecrets';
import { SecretIndex } from '../../../src/vscode/secretIndex';
import { SecretTokenStore, StoredClientSecrets } from '../../../src/vscode/secretTokenStore';
import { SharedFailureFiles } from '../../../src/vscode/sharedFailureFiles';
import { systemClock } from '../../../src/vscode/systemClock';
import { bearerFingerprint } from '../../emulator/calls';
import { SharedSecretStorage } from '../../process/sharedSecretStorage';
import { watchStalls } from './stalls';
import type { Action, Order, Outcome, Report, WindowSetup } from './messages';

const nobodyStops = new AbortController().signal;

/** Nobody hears what a window says that is being closed. */
function report(message: Report): void {
  if (process.connected) {
    process.send?.(message);
  }
}

const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message) => {
    report({ kind: 'warned', message });
  },
};

/** Before the HTTP client: where a call can be held that is decided upon, and not yet sent. */
class HeldTransport implements Transport {
  #hold = false;
  #release: (() => void) | undefined;

  hold(): void {
    this.#hold = true;
  }

  goOn(): void {
    this.#hold = false;
    this.#release?.();
  }

  readonly post: Transport['post'] = async (request) => {
    if (this.#hold) {
      await new Promise<void>((resolve) => {
        this.#release = resolve;
        report({ kind: 'sending' });
      });
    }
    return (await loadTransport()).post(request);
  };
}

function isTokenSet(result: unknown): result is TokenSet {
  return typeof result === 'object' && result !== null && 'accessToken' in result;
}

function fingerprintOf({ accessToken }: TokenSet): string {
  return bearerFingerprint(accessToken.reveal());
}

/** One window as far as tokens go: what the extension puts together, with a folder for the editor's secret storage. */
function openWindow(setup: WindowSetup): void {
  const { lockFolder, leadTime, requestTimeout, stale } = setup;
  /** Of the profile that this window has now. */
  let { identity } = setup;
  const secrets = new ResilientSecrets({
    clock: systemClock,
    secrets: new SharedSecretStorage(setup.secretFolder, setup.events),
    logger,
    notKept: () => {
      throw new Error('The folder has not kept a secret.');
    },
  });
  const lock = new RenewalLockFile(lockFolder, logger, () => 2 * requestTimeout + 15_000, { stale });
  const index = new SecretIndex(secrets, lock);
  const clientSecrets = new StoredClientSecrets(secrets, index);
  const transport = new HeldTransport();
  const tokens = new TokenManager({
    endpoint: new NombaTokenEndpoint({
      transport: async () => Promise.resolve(transport),
      clock: systemClock,
      logger,
      timeout: () => requestTimeout,
    }),
    store: new SecretTokenStore(secrets, index, logger, () => undefined),
    clientSecrets,
    lock,
    failures: new SharedFailureFiles(lockFolder),
    clock: systemClock,
    logger,
    leadTime: () => leadTime,
    random: () => Math.random(),
  });
  const scheduler = new RenewalScheduler(systemClock, {
    untilDue: () => tokens.untilRenewal(identity),
    look: () => {
      void tokens.load(identity);
    },
    renew: async () => tokens.keepAlive(identity),
  });

  /** What the application does when the settings, or the window's choice, give it another profile: what is known shows at once, what is stored a moment later. */
  const use = (next: Identity): void => {
    identity = next;
    tellSnapshot();
    scheduler.poke();
    void tokens.load(next).then(() => {
      scheduler.poke();
    });
  };

  const actions: Readonly<Record<Action, (order: Order) => unknown>> = {
    get: async () => tokens.get(identity),
    refresh: async () => tokens.refresh(identity),
    revoke: async () => tokens.revoke(identity, nobodyStops),
    forget: async () => tokens.forget(identity),
    remove: async () => {
      await clientSecrets.remove(identity);
      await tokens.forget(identity);
    },
    erase: async () => {
      await index.eraseAll([identityKey(identity)]);
      await tokens.forget(identity);
    },
    changeSecret: async ({ clientSecret = '' }) => {
      await clientSecrets.write(identity, new Secret(clientSecret));
      tokens.credentialsChanged(identity);
      await tokens.issue(identity, true);
    },
    switch: async ({ identity: next = identity }) => {
      await tokens.load(next);
      use(next);
    },
    // The settings cannot be had without the editor: there is the secret of the new identity, the window goes over to it, and what the former one had is removed.
    edit: async ({ identity: next = identity, clientSecret = '' }) => {
      const former = identity;
      await clientSecrets.write(next, new Secret(clientSecret));
      tokens.credentialsChanged(next);
      use(next);
      await clientSecrets.remove(former);
      await tokens.forget(former);
      return tokens.issue(next, true);
    },
    holdNextCall: () => {
      transport.hold();
    },
    goOn: () => {
      transport.goOn();
    },
    close: () => {
      scheduler.dispose();
      tokens.dispose();
      secrets.dispose();
    },
  };
  const obey = async (order: Order): Promise<Outcome> => {
    try {
      const result = await actions[order.action](order);
      return { outcome: 'ok', token: isTokenSet(result) ? fingerprintOf(result) : undefined };
    } catch (error) {
      return { outcome: toTokenError(error).kind, token: undefined };
    }
  };

  const tellSnapshot = (): void => {
    const { state, tokenSet, failure } = tokens.snapshot(identity);
    const token = tokenSet && fingerprintOf(tokenSet);
    const { clientId } = identity;
    const facts = { at: Date.now(), clientId, state, token, failure: failure?.kind };
    report({ kind: 'snapshot', snapshot: { ...facts, expiresAt: tokenSet?.expiresAt } });
  };
  tokens.onDidChange(() => {
    tellSnapshot();
    scheduler.poke();
  });
  process.on('message', (order: Order) => {
    void obey(order).then((outcome) => {
      report({ kind: 'done', number: order.number, ...outcome });
      if (order.action === 'close') {
        process.disconnect();
      }
    });
  });
  let closing = false;
  process.on('message', ({ action }: Order) => {
    closing ||= action === 'close';
  });
  process.on('disconnect', () => {
    // Whoever started this process is gone.
    if (!closing) {
      process.exit(1);
    }
  });
  watchStalls((stall) => {
    report({ kind: 'stalled', stall });
  });
  void tokens.load(identity).then(() => {
    tellSnapshot();
    scheduler.poke();
  });
}

openWindow(JSON.parse(process.argv[2] ?? '') as WindowSetup);
