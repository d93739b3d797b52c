import type { LabelledSecret } from '../../sharing/secretSearch';
import type { Clock } from '../../tokens/ports';
import type { FindingCount, FindingsPorts } from './findings';

export interface SecretScanPorts extends FindingsPorts {
  readonly clock: Pick<Clock, 'setTimer' | 'uptime'>;
  /** Resolves after everything else that is due has had its turn. */
  readonly pause: () => Promise<void>;
  /** Rejects when it is not known what is stored: what was known before counts. */
  readonly readSecrets: () => Promise<readonly LabelledSecret[]>;
  /** The URIs of what is open and can be searched. */
  readonly openDocuments: () => readonly string[];
  /** The text of what is open; `undefined` if it is not open. */
  readonly openText: (uri: string) => string | undefined;
  /** Whether a name in a text can make a build tool publish a secret. */
  readonly canPublish: (uri: string) => boolean;
  /** Whether files may be read that are not open, and git may be asked: in a workspace that the user trusts, and once there is a profile. */
  readonly mayReadFiles: () => boolean;
  /** The URIs of the files of the workspace; none if it is not of this machine. It may reject, or never answer. */
  readonly listFiles: (signal: AbortSignal) => Promise<readonly string[]>;
  /** @param isLong called when reading it takes a while. */
  readonly readFile: (uri: string, isLong: () => void) => AsyncIterable<string>;
  /** Shows that files are searched, until the promise resolves. */
  readonly showProgress: (until: Promise<void>, cancel: () => void) => void;
}

export interface DoneScan {
  readonly outcome: 'done';
  readonly secrets: FindingCount;
  /** Under which secrets are published. */
  readonly names: FindingCount;
  /** Files that were read; not those that are no text, too large, or not to be read. */
  readonly searched: number;
}

/**
 * What came of a scan that was asked for. `noSecrets`: nothing was found, and there was no secret to look for; `unreadable`: nobody knows whether there is; `unlisted`: the
 * files could not be listed, and what is open only was searched.
 */
export type ScanResult =
  | DoneScan
  | { readonly outcome: 'noSecrets' }
  | { readonly outcome: 'unreadable' }
  | { readonly outcome: 'unlisted' }
  | { readonly outcome: 'cancelled' };
