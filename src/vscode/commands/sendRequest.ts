import * as vscode from 'vscode';
import { fileVariables, valuesByName } from '../../httpFile/fileVariables';
import { isHttpDocument } from '../../httpFile/httpDocument';
import { httpYacVariableIn } from '../../httpFile/httpYacVariable';
import { withheldTokens } from '../../httpFile/lackOfToken';
import { needsProfile, requestAt, type RequestAtLine } from '../../httpFile/requestAt';
import { identityOf, type Profile } from '../../profiles/profile';
import { nombaContext } from '../../sharing/nombaContext';
import { askToShareProduction } from '../askToShareProduction';
import { withCancellableProgress } from '../cancellableProgress';
import { chooseHttpClient } from '../chooseHttpClient';
import type { Command } from '../command';
import { checkArgument } from '../commandArgument';
import type { HttpClientName } from '../doctor/httpClients';
import { refuseLargeFile } from '../editorToInsertInto';
import { showFailure } from '../failureMessages';
import { handOver, startRestClient } from '../handOver';
import { refreshHttpYac } from '../httpYacDocuments';
import { profileOrActive, refuseLateToken } from '../pickProfile';
import { canHoldRequests } from '../httpFile/requestDocuments';
import { Refusal } from '../refusal';
import type { Services } from '../services';
import { tellLack } from '../whatIsMissing';

/**
 * Sends the request at the cursor with the client that is installed, after making sure that what it refers to is there: a token that lives, in the variables of this
 * window. Without that, nothing is sent.
 */
export const sendRequest: Command<'nomba.sendRequest'> = (services) => async (value) => {
  const argument = checkArgument(value, { uri: 'string', line: 'number' });
  const editor = await editorOf(argument?.uri);
  const { document } = editor;
  const request = requestOf(document, argument?.line ?? editor.selection.active.line);
  const { version } = document;
  const { profiles } = services;
  const values = valuesByName(fileVariables(document.getText()));
  const wantsToken = needsProfile(request, nombaContext(profiles.all, profiles.active, values));
  const client = await chooseHttpClient(
    services.settings,
    wantsToken,
    request.request.kind === 'curl' ? 'REST Client' : undefined,
  );
  if (client === undefined) {
    return undefined;
  }
  refuseMisread(client, request, values, document.uri.toString());
  if (wantsToken && !(await shareLivingToken(services))) {
    return undefined;
  }
  await (client === 'httpYac' ? refreshHttpYac(document) : startRestClient());
  if (document.isClosed || document.version !== version) {
    throw new Refusal('Nothing was sent: the file was closed or changed meanwhile.');
  }
  await handOver(client, await show(editor, request), request);
  return undefined;
};

/** @throws {Refusal} when there is no such file, or no editor. */
async function editorOf(uri: string | undefined): Promise<vscode.TextEditor> {
  const active = vscode.window.activeTextEditor;
  if (uri === undefined) {
    if (active === undefined || active.document.uri.scheme === 'output') {
      throw new Refusal('Open a .http file, and put the cursor into the request to send.');
    }
    return active;
  }
  const isWanted = ({ document }: vscode.TextEditor): boolean => document.uri.toString() === uri;
  const shown =
    active !== undefined && isWanted(active) ? active : vscode.window.visibleTextEditors.find(isWanted);
  if (shown !== undefined) {
    return shown;
  }
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    return await vscode.window.showTextDocument(document);
  } catch {
    throw new Refusal('The argument “uri” must be the URI of a file that can be opened.');
  }
}

/** @throws {Refusal} when there is no request at that line. */
function requestOf(document: vscode.TextDocument, line: number): RequestAtLine {
  if (!canHoldRequests(document)) {
    throw new Refusal(
      'Requests are sent from .http files, and from code blocks “http” in Markdown and AsciiDoc.',
    );
  }
  refuseLargeFile(document);
  if (!Number.isInteger(line) || line < 0 || line >= document.lineCount) {
    throw new Refusal('The argument “line” must be a line of the file, counted from 0.');
  }
  const request = requestAt(
    document.getText(),
    line,
    isHttpDocument(document) ? undefined : document.languageId,
  );
  if (request === undefined) {
    throw new Refusal(
      `There is no request at line ${line + 1}. Put the cursor on a line such as GET https://…`,
    );
  }
  return request;
}

/** @throws {Refusal} when the client would not read the request, or would send httpYac's variable as it is written. */
function refuseMisread(
  client: HttpClientName,
  request: RequestAtLine,
  values: ReadonlyMap<string, string>,
  uri: string,
): void {
  if (client === 'httpYac' && request.request.kind === 'curl') {
    throw new Refusal(
      'httpYac reads no curl commands. Send it with REST Client, or paste it again as a Nomba request.',
    );
  }
  const place = client === 'REST Client' ? httpYacVariableIn(request, values) : undefined;
  if (place !== undefined) {
    const button = {
      title: 'Insert Bearer Token',
      command: 'nomba.insertBearerToken',
      argument: { style: 'reference', uri, line: request.requestLine },
    };
    throw new Refusal(
      'REST Client does not know {{$nombaToken}}.',
      place === 'authorization' ? button : undefined,
    );
  }
}

/** Whether the variables of this window hold a token that lives; if not, the user knows why. */
async function shareLivingToken(services: Services): Promise<boolean> {
  const { tokens, sharing } = services;
  const profile = profileOrActive(services, undefined);
  if (!(await mayShare(services, profile))) {
    return false;
  }
  try {
    // It has a minute left, or half its life if that is less: one that has not is renewed first, and no setting allows less. Where that fails, one that lives is sent.
    await withCancellableProgress(`Getting the token of “${profile.name}”…`, async (signal) =>
      tokens.get(identityOf(profile), { signal, byUser: true }),
    );
  } catch (error) {
    showFailure(`Nothing was sent: there is no token of “${profile.name}”.`, profile, error);
    return false;
  }
  refuseLateToken(services, undefined, profile);
  // The answer may be another one by now: the setting may have changed.
  if (!(await mayShare(services, profile))) {
    return false;
  }
  sharing.update();
  return true;
}

async function mayShare(services: Services, profile: Profile): Promise<boolean> {
  const decision = services.sharing.decide(profile);
  if (decision.share) {
    return true;
  }
  if (decision.reason === 'production') {
    return askToShareProduction(services, profile);
  }
  tellLack('Nothing was sent', withheldTokens[decision.reason]);
  return false;
}

/** The clients send what the active editor shows. A cursor in the request stays where it is. */
async function show(editor: vscode.TextEditor, request: RequestAtLine): Promise<vscode.TextEditor> {
  const { document } = editor;
  const active =
    vscode.window.activeTextEditor?.document === document
      ? vscode.window.activeTextEditor
      : await vscode.window.showTextDocument(document, editor.viewColumn);
  const cursor = active.selection.active.line;
  if (cursor < request.firstLine || cursor > request.lastLine) {
    const start = new vscode.Position(request.requestLine, 0);
    active.selection = new vscode.Selection(start, start);
    active.revealRange(active.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  return active;
}
