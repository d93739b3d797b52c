import type * as vscode from 'vscode';
import type { NombaApi } from './contributions';
import { LazyTokenEndpoint } from './nomba/lazyTokenEndpoint';
import { loadTransport } from './nomba/loadTransport';
import { identityKey, identityOf } from './profiles/profile';
import { ClipboardLease, type Clipboard } from './sharing/clipboardLease';
import { EnvironmentVariables } from './sharing/environmentVariables';
import { TerminalVariables, type TerminalEnvironment } from './sharing/terminalVariables';
import { TokenSharing } from './sharing/tokenSharing';
import type { Clock } from './tokens/ports';
import { TokenManager } from './tokens/tokenManager';
import { createApi } from './vscode/api';
import { AutoRefresh } from './vscode/autoRefresh';
import { ContextKeyUpdater } from './vscode/contextKeys';
import { showFailure } from './vscode/failureMessages';
import { LazyHttpFileEditor } from './vscode/httpFile/lazyHttpFileEditor';
import { EnvFileSync } from './vscode/envFileSync';
import { loadEnvFiles } from './vscode/loadEnvFiles';
import { ProfileProblems } from './vscode/profileProblems';
import { ProfileSettings } from './vscode/profileSettings';
import { registerCommands } from './vscode/registerCommands';
import { RenewalLockFile } from './vscode/renewalLockFile';
import { ReportDocument } from './vscode/reportDocument';
import { ResilientSecrets } from './vscode/resilientSecrets';
import { SecretIndex } from './vscode/secretIndex';
import { LazySecretScan } from './vscode/secretScan/lazySecretScan';
import { SecretLoss } from './vscode/secretLoss';
import { SecretTokenStore, StoredClientSecrets } from './vscode/secretTokenStore';
import type { Services, Surroundings } from './vscode/services';
import { Settings } from './vscode/settings';
import { SharedFailureFiles } from './vscode/sharedFailureFiles';
import { StatusBar } from './vscode/statusBar';
import { warnGone, warnNotKept, warnUnreadable } from './vscode/storageMessages';
import { WorkQueue } from './vscode/workQueue';

/** What the application needs of the editor and the machine. */
export interface Adapters extends Surroundings {
  readonly secrets: vscode.SecretStorage;
  readonly workspaceState: vscode.Memento;
  readonly globalState: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly clipboard: Clipboard;
  readonly terminalEnvironment: TerminalEnvironment;
  readonly clock: Clock;
  /** Whether the user looks at this window. */
  readonly isFocused: () => boolean;
  /** The window has the focus again, the settings have changed, or the workspace is trusted now. */
  readonly onDidChangeCircumstances: vscode.Event<unknown>;
}

export interface App {
  readonly api: NombaApi;
  /** Reads the stored token and starts to renew it. */
  start(): Promise<void>;
  /** Ends everything, takes the token out of the environments and files, and off the clipboard if it is still there. */
  dispose(): Promise<void>;
}

/** ms. Starting waits for the stored token, which a request file may need at once, but not for a secret storage that hangs. */
const longestStart = 3_000;

/** ms. Less than VS Code waits for an extension that ends. */
const longestEnd = 2_000;

/** Who gets what. */
export function createApp(adapters: Adapters): App {
  const { log, clock } = adapters;
  let areKept = true;
  const secrets = new ResilientSecrets({
    secrets: adapters.secrets,
    clock,
    logger: log,
    notKept: () => {
      areKept = false;
      warnNotKept();
    },
  });
  const secretLoss = new SecretLoss({ secrets, state: adapters.globalState, gone: warnGone });
  const settings = new Settings();
  const profiles = new ProfileSettings(adapters.workspaceState, settings);
  // Longer than a renewal of another window may take, and than its lock lives if it is killed.
  const lock = new RenewalLockFile(adapters.lockFolder, log, () => 2 * settings.requestTimeout + 15_000);
  const secretIndex = new SecretIndex(secrets, lock);
  const toldUnreadable = new Set<string>();
  const store = new SecretTokenStore(secrets, secretIndex, log, (identity) => {
    const key = identityKey(identity);
    const profile = profiles.all.find((one) => identityKey(identityOf(one)) === key);
    // Of a storage that does not keep what it is given, one sentence is enough; and of a newer version that renews in another window.
    if (profile !== undefined && areKept && !toldUnreadable.has(key)) {
      toldUnreadable.add(key);
      warnUnreadable(profile);
    }
  });
  const clientSecrets = new StoredClientSecrets(secrets, secretIndex);
  const tokens = new TokenManager({
    endpoint: new LazyTokenEndpoint({
      transport: loadTransport,
      clock,
      logger: log,
      timeout: () => settings.requestTimeout,
    }),
    store,
    clientSecrets,
    lock,
    failures: new SharedFailureFiles(adapters.lockFolder),
    clock,
    logger: log,
    leadTime: () => settings.leadTime,
    random: () => Math.random(),
  });
  const sharing = new TokenSharing({
    tokens,
    variables: new EnvironmentVariables(adapters.processEnvironment),
    terminals: new TerminalVariables(adapters.terminalEnvironment, () =>
      settings.get('nomba.shareWithTerminals'),
    ),
    activeProfile: () => profiles.active,
    circumstances: () => ({
      setting: settings.get('nomba.shareWithHttpClients'),
      workspaceTrusted: adapters.isWorkspaceTrusted(),
    }),
  });
  const envFiles = new EnvFileSync({
    sharing,
    workspaceState: adapters.workspaceState,
    isWorkspaceTrusted: adapters.isWorkspaceTrusted,
    clock,
    log,
    start: loadEnvFiles,
  });
  const clipboard = new ClipboardLease(adapters.clipboard, clock);
  const secretScan = new LazySecretScan({
    secrets,
    profiles,
    settings,
    envFiles,
    extensionUri: adapters.extension.extensionUri,
    clock,
    log,
    isWorkspaceTrusted: adapters.isWorkspaceTrusted,
  });
  const services: Services = {
    profiles,
    changes: new WorkQueue(),
    clientSecrets,
    secretIndex,
    secretScan,
    tokens,
    sharing,
    envFiles,
    clipboard,
    settings,
    clock,
    log,
    report: new ReportDocument(),
    surroundings: adapters,
  };
  const statusBar = new StatusBar(services);
  const httpFileEditor = new LazyHttpFileEditor(services);
  const contextKeys = new ContextKeyUpdater(services);
  const autoRefresh = new AutoRefresh({
    tokens,
    clock,
    activeProfile: () => profiles.active,
    isEnabled: () => settings.get('nomba.autoRefresh.enabled'),
    isFocused: adapters.isFocused,
    tell: (profile, failure) => {
      showFailure(`The token of “${profile.name}” could not be renewed.`, profile, failure);
    },
  });
  const problems = new ProfileProblems(profiles);
  const { api, disposable: apiDisposable } = createApi(services);

  const showChange = (): void => {
    sharing.update();
    void envFiles.update();
    statusBar.update();
    httpFileEditor.update();
    contextKeys.update();
    autoRefresh.poke();
  };
  // Also when nothing is known to have changed: another window's write may not have been announced.
  const lookAgain = async (): Promise<void> => {
    const { active } = profiles;
    if (active !== undefined) {
      await tokens.load(identityOf(active));
    }
    showChange();
  };
  const changed = (): void => {
    // At once, by what is known: a token must not stay shared for as long as a look into the store takes.
    showChange();
    void lookAgain();
  };
  const disposables = [
    registerCommands(services),
    sharing.onDidChange(showChange),
    tokens.onDidChange(showChange),
    profiles.onDidChange(() => {
      problems.report();
      changed();
    }),
    adapters.onDidChangeCircumstances(() => {
      changed();
      void envFiles.lookAgain();
    }),
    autoRefresh,
    statusBar,
    httpFileEditor,
    services.report,
    apiDisposable,
    sharing,
    tokens,
    profiles,
    secretScan,
    secretLoss,
    secrets,
  ];
  return {
    api,
    start: async () => {
      problems.report();
      void secretLoss.look();
      await Promise.race([lookAgain(), elapsed(clock, longestStart)]);
      secretScan.start();
    },
    dispose: async () => {
      for (const disposable of disposables) {
        disposable.dispose();
      }
      const ended = Promise.all([envFiles.end(), tokens.ended()]);
      await Promise.all([clipboard.clear(), Promise.race([ended, elapsed(clock, longestEnd)])]);
    },
  };
}

async function elapsed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(resolve, ms);
  });
}
