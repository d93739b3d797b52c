import type { Environment } from '../../profiles/environment';
import type { SharingSetting } from '../../contributions';
import type { SharingDecision } from '../../sharing/sharingPolicy';
import type { FailureKind } from '../../tokens/tokenError';
import type { TokenState } from '../../tokens/tokenState';
import type { LockOwner } from '../lockFile';
import type { Finding } from './finding';
import type { HttpClientFacts } from './httpClients';
import type { ProxyFacts } from './proxyFacts';
import type { Reachability } from './reachability';
import type { SecretStoreFacts } from './secretStoreProbe';

/** Everything that the doctor's report tells. Plain data without a secret, an account id or a client id; names and hosts are as they came from outside. */
export interface DoctorFacts {
  /** When the doctor looked, epoch ms. */
  readonly now: number;
  /** What the local time is ahead of UTC, in minutes. */
  readonly timeZoneOffset: number;
  readonly versions: Versions;
  readonly host: HostFacts;
  readonly settings: SettingFacts;
  readonly profiles: readonly ProfileFacts[];
  /** A sentence for each entry of the setting `nomba.profiles` that cannot be used. */
  readonly profileProblems: readonly string[];
  readonly secretStore: SecretStoreFacts;
  readonly sharing: SharingFacts;
  readonly httpClients: Finding<readonly HttpClientFacts[]>;
  readonly proxy: ProxyFacts;
  /** Of the active profile's host; `undefined` without a profile. */
  readonly reachability: Finding<Reachability> | undefined;
  readonly failures: readonly FailureFacts[];
}

export interface Versions {
  readonly extension: string;
  /** “Visual Studio Code”, or what a relative of it calls itself. */
  readonly editor: string;
  readonly editorVersion: string;
  readonly node: string;
  readonly electron: string | undefined;
  readonly platform: string;
  readonly architecture: string;
}

export interface HostFacts {
  readonly ui: 'desktop' | 'web';
  /** Where the editor comes from, by its own account: `desktop`, `codespaces`, `web`, … */
  readonly appHost: string;
  /** The kind of the remote connection, in fixed words: never the name of the machine. */
  readonly remote: string | undefined;
  readonly extensionHost: 'local' | 'remote';
  readonly workspaceTrusted: boolean;
}

export interface SettingFacts {
  readonly autoRefresh: boolean;
  readonly leadTimeMinutes: number;
  readonly requestTimeoutSeconds: number;
}

export interface ProfileFacts {
  readonly name: string;
  readonly environment: Environment;
  readonly host: string;
  readonly active: boolean;
  readonly state: TokenState;
  /** The last failure since the last success. */
  readonly failure: FailureKind | undefined;
  /** Epoch ms. */
  readonly token: { readonly issuedAt: number; readonly expiresAt: number } | undefined;
  /** ms; `undefined` when the token is not renewed by itself. */
  readonly untilRenewal: number | undefined;
  readonly stored: Finding<StoredFacts>;
  /** `undefined`: nobody holds it. */
  readonly lock: Finding<LockOwner | undefined>;
}

/** What lies in the secret storage of one identity. `memory`: not there, but known to this window. */
export interface StoredFacts {
  readonly clientSecret: 'stored' | 'memory' | 'none';
  readonly token: 'stored' | 'memory' | 'unreadable' | 'none';
  /** A token record that could not be read was set aside. */
  readonly setAside: boolean;
}

export interface SharingFacts {
  readonly setting: SharingSetting;
  /** Of the active profile; `undefined` without one. */
  readonly decision: SharingDecision | undefined;
  /** The variables that Nomba can set, with whose value they have in the extension host. `hidden`: the user's own is kept away for as long as Nomba shares. */
  readonly variables: readonly (readonly [name: string, value: 'nomba' | 'own' | 'hidden' | 'none'])[];
  /** Whether the terminals of the window have them, too. */
  readonly terminals: boolean;
  /** How many files of the workspace are kept current. */
  readonly envFiles: number;
}

export interface FailureFacts {
  /** Epoch ms. */
  readonly at: number;
  /** The names of the profiles that it concerns; none when they are gone. */
  readonly profiles: readonly string[];
  readonly kind: FailureKind;
}
