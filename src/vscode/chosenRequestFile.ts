import * as vscode from 'vscode';
import { nombaCatalogue, type CatalogueRequest } from '../httpFile/nombaCatalogue';
import { requestFile } from '../httpFile/requestFile';
import { printable } from '../profiles/printable';
import { Refusal } from './refusal';

interface RequestItem extends vscode.QuickPickItem {
  readonly request?: CatalogueRequest;
}

/**
 * The text of a new `.http` file with the requests of Nomba's API that the user picks.
 *
 * @param template the id of a request, or the name of a product: what is not asked for then.
 * @returns `undefined` when nothing is picked.
 * @throws {Refusal} when the catalogue has neither a request nor a product of that name.
 */
export async function chosenRequestFile(template: string | undefined): Promise<string | undefined> {
  const requests = template === undefined ? await pick() : requestsNamed(template);
  return requests.length === 0 ? undefined : requestFile(requests);
}

function requestsNamed(name: string): readonly CatalogueRequest[] {
  const requests = nombaCatalogue.filter(({ id, product }) => id === name || product === name);
  if (requests.length === 0) {
    throw new Refusal(`There is no template “${printable(name)}”.`, {
      title: 'New Request File',
      command: 'nomba.newRequestFile',
    });
  }
  return requests;
}

async function pick(): Promise<readonly CatalogueRequest[]> {
  const picked = await vscode.window.showQuickPick(items(), {
    title: 'New Request File',
    placeHolder: 'Which requests should be in it?',
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return (picked ?? []).flatMap(({ request }) => request ?? []);
}

/** By product, in the order of the catalogue. */
function items(): RequestItem[] {
  return nombaCatalogue.flatMap((request, index) => {
    const item: RequestItem = {
      label: request.title,
      description: `${request.movesMoney ? '$(warning) moves money · ' : ''}${request.method} ${request.path}`,
      request,
    };
    return request.product === nombaCatalogue[index - 1]?.product
      ? [item]
      : [{ label: request.product, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}
