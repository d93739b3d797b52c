import { loadTransport } from '../../src/nomba/loadTransport';
import { NombaTokenEndpoint } from '../../src/nomba/nombaTokenEndpoint';
import { RenewalScheduler } from '../../src/tokens/renewalScheduler';
import { TokenManager } from '../../src/tokens/tokenManager';
import { RenewalLockFile } from '../../src/vscode/renewalLockFile';
import { SecretIndex } from '../../src/vscode/secretIndex';
import { SharedFailureFiles } from '../../src/vscode/sharedFailureFiles';
import { SecretTokenStore, StoredClientSecrets } from '../../src/vscode/secretTokenStore';
import { systemClock } from '../../src/vscode/systemClock';
import { bearerFingerprint } from '../emulator/calls';
import { RecordingLogger } from '../fakes/recordingLogger';
import { SharedSecretStorage } from './sharedSecretStorage';
import type { WindowOrder, WindowReport, WindowSetup } from './windowMessages';

/** One window as far as tokens go: what the extension puts together, with a folder for the editor's secret storage. */
function openWindow({ identity, secretFolder, lockFolder, leadTime }: WindowSetup): void {
  const secrets = new SharedSecretStorage(secretFolder);
  const logger = new RecordingLogger();
  const lock = new RenewalLockFile(lockFolder, logger);
  const index = new SecretIndex(secrets, lock);
  const tokens = new TokenManager({
    endpoint: new NombaTokenEndpoint({
      transport: loadTransport,
      clock: systemClock,
      logger,
      timeout: () => 15_000,
    }),
    store: new SecretTokenStore(secrets, index, logger, () => undefined),
    clientSecrets: new StoredClientSecrets(secrets, index),
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
  const report = (): void => {
    const { state, tokenSet } = tokens.snapshot(identity);
    const token = tokenSet && bearerFingerprint(tokenSet.accessToken.reveal());
    process.send?.({ state, token } satisfies WindowReport);
  };
  const orders: Readonly<Record<WindowOrder, () => Promise<void>>> = {
    schedule: async () => {
      await tokens.load(identity);
      scheduler.poke();
    },
    get: async () => {
      await tokens.get(identity);
    },
    close: async () => {
      scheduler.dispose();
      tokens.dispose();
      process.disconnect();
      return Promise.resolve();
    },
  };
  tokens.onDidChange(report);
  process.on('message', (order: WindowOrder) => {
    void orders[order]();
  });
  report();
}

openWindow(JSON.parse(process.argv[2] ?? '') as WindowSetup);
