import type * as vscode from 'vscode';
import type { ClipboardLease } from '../sharing/clipboardLease';
import type { ProcessEnvironment } from '../sharing/environmentVariables';
import type { TokenSharing } from '../sharing/tokenSharing';
import type { Clock } from '../tokens/ports';
import type { TokenManager } from '../tokens/tokenManager';
import type { EditorSecrets } from './editorSecrets';
import type { EnvFileSync } from './envFileSync';
import type { ProfileSettings } from './profileSettings';
import type { ReportDocument } from './reportDocument';
import type { LazySecretScan } from './secretScan/lazySecretScan';
import type { SecretIndex } from './secretIndex';
import type { StoredClientSecrets } from './secretTokenStore';
import type { Settings } from './settings';
import type { WorkQueue } from './workQueue';

/** What lies around the extension, as it is: to look at, not to work with. */
export interface Surroundings {
  /** The editor's own, without anything that the extension puts in between. */
  readonly secrets: EditorSecrets;
  readonly processEnvironment: ProcessEnvironment;
  /** A folder that the windows of this machine share; a local and a remote window do not. */
  readonly lockFolder: string;
  readonly extension: Pick<vscode.Extension<unknown>, 'extensionKind' | 'extensionUri' | 'packageJSON'>;
  readonly isWorkspaceTrusted: () => boolean;
}

/** What the commands work with. */
export interface Services {
  readonly profiles: ProfileSettings;
  /**
   * Where everything waits its turn that changes profiles or client secrets: of two commands at the same time, one would undo half of the other. Nobody asks the user
   * or Nomba anything in it.
   */
  readonly changes: WorkQueue;
  readonly clientSecrets: StoredClientSecrets;
  readonly secretIndex: SecretIndex;
  readonly secretScan: LazySecretScan;
  readonly tokens: TokenManager;
  readonly sharing: TokenSharing;
  readonly envFiles: EnvFileSync;
  readonly clipboard: ClipboardLease;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly report: ReportDocument;
  readonly surroundings: Surroundings;
}
