import * as vscode from 'vscode';
import type { SendWith } from '../contributions';
import { httpClients, type HttpClientName } from './doctor/httpClients';
import { runAction } from './runAction';
import { sendingClients } from './sendingClients';
import type { Settings } from './settings';

const remembered: Readonly<Record<SendWith, HttpClientName | undefined>> = {
  ask: undefined,
  restClient: 'REST Client',
  httpYac: 'httpYac',
};

const settingValues: Readonly<Record<HttpClientName, SendWith>> = {
  'REST Client': 'restClient',
  httpYac: 'httpYac',
};

/** By what is written on the button. */
const marketplace: ReadonlyMap<string, string> = new Map([
  ['Get httpYac', 'anweber.vscode-httpyac'],
  ['Get REST Client', 'humao.rest-client'],
]);

/**
 * The client that sends a request: the one that the user has chosen before, or the only one. `undefined` when there is none, or the user does not choose.
 *
 * @param needed the one that alone can send the request: it comes before all others, where it is installed.
 * @throws {Refusal} when the request wants the token, and no client can read it.
 */
export async function chooseHttpClient(
  settings: Settings,
  wantsToken: boolean,
  needed?: HttpClientName,
): Promise<HttpClientName | undefined> {
  const clients = sendingClients(
    httpClients(vscode.extensions.getExtension, await vscode.commands.getCommands(true)),
    wantsToken,
  );
  const [first, ...others] = clients;
  if (first === undefined) {
    void offerClients();
    return undefined;
  }
  const preferred = needed ?? remembered[settings.get('nomba.httpFile.sendWith')];
  if (others.length === 0 || (preferred !== undefined && clients.includes(preferred))) {
    return others.length === 0 ? first : preferred;
  }
  return ask(clients);
}

async function ask(clients: readonly HttpClientName[]): Promise<HttpClientName | undefined> {
  const picked = await vscode.window.showQuickPick(
    clients.map((label) => ({ label })),
    { placeHolder: 'Send with? The setting nomba.httpFile.sendWith remembers it.' },
  );
  if (picked !== undefined) {
    // A settings file that cannot be written is no reason not to send: it is asked again.
    await vscode.workspace
      .getConfiguration()
      .update('nomba.httpFile.sendWith', settingValues[picked.label], vscode.ConfigurationTarget.Global)
      .then(undefined, () => undefined);
  }
  return picked?.label;
}

async function offerClients(): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(
    'Requests of .http files are sent by httpYac or REST Client. Neither is installed.',
    ...marketplace.keys(),
  );
  const id = chosen === undefined ? undefined : marketplace.get(chosen);
  if (chosen !== undefined && id !== undefined) {
    await runAction({ title: chosen, command: 'workbench.extensions.search', argument: `@id:${id}` });
  }
}
