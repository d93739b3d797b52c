import type * as vscode from 'vscode';
import type { ClipboardLease } from '../sharing/clipboardLease';
import type { TokenSharing } from '../sharing/tokenSharing';
import type { Clock } from '../tokens/ports';
import type { TokenManager } from '../tokens/tokenManager';
import type { ProfileSettings } from './profileSettings';
import type { SecretIndex } from './secretIndex';
import type { StoredClientSecrets } from './secretTokenStore';
import type { Settings } from './settings';

/** What the commands work with. */
export interface Services {
  readonly profiles: ProfileSettings;
  readonly clientSecrets: StoredClientSecrets;
  readonly secretIndex: SecretIndex;
  readonly tokens: TokenManager;
  readonly sharing: TokenSharing;
  readonly clipboard: ClipboardLease;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
}
