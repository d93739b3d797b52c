import type { Profile } from './profiles/profile';
import type { TokenState } from './tokens/tokenState';

/**
 * Every name by which the extension is known to VS Code and to its users' settings, with its type. A test holds `package.json` to these tables.
 */

/** What a command or an event tells of a token. Never the token. */
export interface TokenStatus {
  /** The name of the profile. */
  readonly profile: string;
  readonly state: TokenState;
  /** Epoch ms. */
  readonly expiresAt?: number;
}

export interface ProfileArgument {
  /** The name of a profile; without it, the window's active profile. */
  readonly profile?: string;
}

export interface AddProfileArgument extends Profile {
  readonly clientSecret: string;
}

export type TokenStyle = 'reference' | 'literal';

export type SendWith = 'ask' | 'restClient' | 'httpYac';

/** What each command takes and gives. All arguments are optional: without one, a command asks. */
export interface Commands {
  'nomba.addProfile': { argument: AddProfileArgument; result: TokenStatus | undefined };
  'nomba.editProfile': {
    argument: ProfileArgument & Partial<AddProfileArgument>;
    result: TokenStatus | undefined;
  };
  'nomba.removeProfile': { argument: ProfileArgument; result: undefined };
  'nomba.switchProfile': { argument: ProfileArgument; result: TokenStatus | undefined };
  'nomba.setClientSecret': {
    argument: ProfileArgument & { readonly clientSecret?: string };
    result: TokenStatus | undefined;
  };
  'nomba.importFromEnvFile': { argument: { readonly uri?: string }; result: TokenStatus | undefined };
  'nomba.issueToken': {
    argument: ProfileArgument & { readonly force?: boolean };
    result: TokenStatus | undefined;
  };
  'nomba.refreshToken': { argument: ProfileArgument; result: TokenStatus | undefined };
  'nomba.revokeToken': {
    /** With `confirm`, whichever its value, the question is not asked. */
    argument: ProfileArgument & { readonly confirm?: boolean };
    result: TokenStatus | undefined;
  };
  'nomba.copyAccessToken': { argument: ProfileArgument; result: undefined };
  'nomba.copyAuthorizationHeader': { argument: ProfileArgument; result: undefined };
  'nomba.newRequestFile': {
    /** `template`: the id of a request in the catalogue, or the name of a product. */
    argument: { readonly template?: string };
    result: undefined;
  };
  'nomba.insertBearerToken': {
    /**
     * `uri` and `line` (from 0) say which request is meant; without them, the cursor does. A `style` of `literal` is an answer to the question whether the
     * token itself is wanted; with `ask` it is asked all the same.
     */
    argument: {
      readonly style?: TokenStyle;
      readonly ask?: boolean;
      readonly uri?: string;
      readonly line?: number;
    };
    result: undefined;
  };
  'nomba.sendRequest': {
    /** `line` counts from 0; without it, the cursor of the editor. Without `uri`, the active editor. */
    argument: { readonly uri?: string; readonly line?: number };
    result: undefined;
  };
  'nomba.inspectToken': { argument: ProfileArgument; result: undefined };
  'nomba.scanWorkspace': { argument: undefined; result: undefined };
  'nomba.shareProductionToken': { argument: undefined; result: undefined };
  'nomba.syncEnvFile': { argument: { readonly uri?: string }; result: undefined };
  'nomba.stopSyncingEnvFile': { argument: { readonly uri?: string }; result: undefined };
  'nomba.doctor': { argument: undefined; result: undefined };
  'nomba.showMenu': { argument: undefined; result: undefined };
  'nomba.showLog': { argument: undefined; result: undefined };
  'nomba.eraseAllSecrets': { argument: { readonly confirm?: boolean }; result: undefined };
  'nomba.getAccessToken': { argument: ProfileArgument; result: string };
}

export type CommandId = keyof Commands;

/** Whether a command stands in the palette. `getAccessToken` returns a token to tasks and launch configurations; a person has no use for it. */
export const commandPalette: Readonly<Record<CommandId, boolean>> = {
  'nomba.addProfile': true,
  'nomba.editProfile': true,
  'nomba.removeProfile': true,
  'nomba.switchProfile': true,
  'nomba.setClientSecret': true,
  'nomba.importFromEnvFile': true,
  'nomba.issueToken': true,
  'nomba.refreshToken': true,
  'nomba.revokeToken': true,
  'nomba.copyAccessToken': true,
  'nomba.copyAuthorizationHeader': true,
  'nomba.newRequestFile': true,
  'nomba.insertBearerToken': true,
  'nomba.sendRequest': true,
  'nomba.inspectToken': true,
  'nomba.scanWorkspace': true,
  'nomba.shareProductionToken': true,
  'nomba.syncEnvFile': true,
  'nomba.stopSyncingEnvFile': true,
  'nomba.doctor': true,
  'nomba.showMenu': true,
  'nomba.showLog': true,
  'nomba.eraseAllSecrets': true,
  'nomba.getAccessToken': false,
};

export type SharingSetting = 'sandbox' | 'always' | 'never';

export type StatusBarVisibility = 'whenConfigured' | 'always' | 'never';

export interface SettingValues {
  'nomba.profiles': readonly Profile[];
  'nomba.defaultProfile': string;
  'nomba.autoRefresh.enabled': boolean;
  'nomba.autoRefresh.leadTimeMinutes': number;
  'nomba.httpFile.tokenStyle': TokenStyle;
  'nomba.httpFile.sendWith': SendWith;
  'nomba.shareWithHttpClients': SharingSetting;
  'nomba.shareWithTerminals': boolean;
  'nomba.clipboard.clearAfterSeconds': number;
  'nomba.requestTimeoutSeconds': number;
  'nomba.codeLens.enabled': boolean;
  /** By code of the finding. Edited by hand: other keys and values are possible. */
  'nomba.diagnostics.severity': Readonly<Record<string, unknown>>;
  'nomba.statusBar.visibility': StatusBarVisibility;
}

export type SettingKey = keyof SettingValues;

interface SettingFacts<Value> {
  readonly default: Value;
  /** `application`: a workspace cannot set it. `window`: it can. */
  readonly scope: 'application' | 'window';
  /** The values that are allowed. */
  readonly choices?: readonly Value[];
  /** The smallest and the largest number that make sense. */
  readonly range?: readonly [smallest: number, largest: number];
}

/**
 * Nothing that decides where a secret goes, or who can read a token, is within a workspace's reach; nor is what all windows share, because they
 * renew one token together.
 */
export const settings: { readonly [Key in SettingKey]: SettingFacts<SettingValues[Key]> } = {
  'nomba.profiles': { default: [], scope: 'application' },
  'nomba.defaultProfile': { default: '', scope: 'application' },
  'nomba.autoRefresh.enabled': { default: true, scope: 'application' },
  'nomba.autoRefresh.leadTimeMinutes': { default: 5, scope: 'application', range: [1, 60] },
  'nomba.httpFile.tokenStyle': {
    default: 'reference',
    scope: 'application',
    choices: ['reference', 'literal'],
  },
  'nomba.httpFile.sendWith': {
    default: 'ask',
    scope: 'application',
    choices: ['ask', 'restClient', 'httpYac'],
  },
  'nomba.shareWithHttpClients': {
    default: 'sandbox',
    scope: 'application',
    choices: ['sandbox', 'always', 'never'],
  },
  'nomba.shareWithTerminals': { default: false, scope: 'application' },
  'nomba.clipboard.clearAfterSeconds': { default: 60, scope: 'application', range: [0, 3600] },
  'nomba.requestTimeoutSeconds': { default: 15, scope: 'application', range: [1, 120] },
  'nomba.codeLens.enabled': { default: true, scope: 'window' },
  'nomba.diagnostics.severity': { default: {}, scope: 'application' },
  'nomba.statusBar.visibility': {
    default: 'whenConfigured',
    scope: 'window',
    choices: ['whenConfigured', 'always', 'never'],
  },
};

export interface ContextKeys {
  /** At least one profile can be used. */
  'nomba.hasProfile': boolean;
  /** The active profile has a token, living or not. */
  'nomba.hasToken': boolean;
  /** The active profile is of the production environment and its token is not shared with this window. */
  'nomba.canShareProduction': boolean;
}

/** The API that `activate()` returns, for other extensions. */
export interface NombaApi {
  readonly version: 1;
  /** @throws when there is no living token and none can be had. */
  getAccessToken(profileName?: string): Promise<string>;
  readonly onDidChangeToken: (listener: (status: TokenStatus) => unknown) => { dispose(): void };
}
