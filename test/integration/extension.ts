import * as vscode from 'vscode';
import {
  type AddProfileArgument,
  type CommandId,
  type Commands,
  type NombaApi,
  type SettingKey,
} from '../../src/contributions';
import type { Profile } from '../../src/profiles/profile';
import { bearerFingerprint } from '../emulator/calls';
import { readRunFile } from './runFile';

/** The extension under test. */
export function extension(): vscode.Extension<NombaApi> {
  const found = vscode.extensions.getExtension<NombaApi>('nomba-tokens.nomba-tokens');
  if (found === undefined) {
    throw new Error('VS Code does not know the extension.');
  }
  return found;
}

export async function execute<Id extends CommandId>(
  id: Id,
  argument?: Commands[Id]['argument'],
): Promise<Commands[Id]['result']> {
  return executeWith(id, argument) as Promise<Commands[Id]['result']>;
}

/** For arguments that no caller of {@link execute} could pass, but a keybinding can. */
export async function executeWith(id: CommandId, argument: unknown): Promise<unknown> {
  return vscode.commands.executeCommand(id, argument);
}

/** The profile “sandbox” with good credentials of the emulator's first client, unless something else is wanted. */
export function credentials(change: Partial<AddProfileArgument> = {}): AddProfileArgument {
  const { baseUrl, clients } = readRunFile();
  const [{ accountId, clientId, clientSecret }] = clients;
  return {
    name: 'sandbox',
    environment: 'custom',
    baseUrl,
    accountId,
    clientId,
    clientSecret,
    ...change,
  };
}

/** The same of the second client, as the profile “other”. */
export function otherCredentials(change: Partial<AddProfileArgument> = {}): AddProfileArgument {
  const [, { accountId, clientId, clientSecret }] = readRunFile().clients;
  return credentials({ name: 'other', accountId, clientId, clientSecret, ...change });
}

/**
 * A profile whose tokens are never asked for here: there is no client secret of it, and no way to Nomba.
 *
 * @param clientId one that no other test has: a yes to sharing lasts until the window closes.
 */
export function productionProfile(clientId: string, name = 'live'): Profile {
  return { name, environment: 'production', accountId: '00000000-8888-4777-8666-555555555555', clientId };
}

/** What the setting should hold of an argument of `nomba.addProfile`. */
export function profileOf(argument: AddProfileArgument): Profile {
  const { name, environment, baseUrl = '', accountId, clientId } = argument;
  return { name, environment, baseUrl, accountId, clientId };
}

export async function setSetting(key: SettingKey, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
}

export function userSetting(key: SettingKey): unknown {
  return vscode.workspace.getConfiguration().inspect(key)?.globalValue;
}

/** What the other extensions of this window, and the programs that they start, can read. The token by its fingerprint. */
export interface SharedVariables {
  readonly bearer: string | undefined;
  readonly accountId: string | undefined;
  readonly subAccountId: string | undefined;
  readonly baseUrl: string | undefined;
}

export function sharedVariables(): SharedVariables {
  const token = process.env['NOMBA_ACCESS_TOKEN'];
  return {
    bearer: token === undefined ? undefined : bearerFingerprint(token),
    accountId: process.env['NOMBA_ACCOUNT_ID'],
    subAccountId: process.env['NOMBA_SUB_ACCOUNT_ID'],
    baseUrl: process.env['NOMBA_BASE_URL'],
  };
}

/** As it is when nothing is shared: what the user's own environment had. */
export function nothingShared(): SharedVariables {
  const { ownBaseUrl, ownSubAccountId } = readRunFile();
  return { bearer: undefined, accountId: undefined, subAccountId: ownSubAccountId, baseUrl: ownBaseUrl };
}
