import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { bearerFingerprint } from '../emulator/calls';
import { sendRequest } from '../httpYac/sendRequest';
import { latestToken, recordedCalls, setOptions } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, sharedVariables } from './extension';
import { openDocument } from './openDocument';

/** A saved file with one request, into which the references were inserted as a user does it. */
async function requestFile(): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.file(path.join(folder?.uri.fsPath ?? '', 'balance.http'));
  const text = 'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance\n';
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await execute('nomba.insertBearerToken');
  await document.save();
  return document;
}

/** What came back, and with which bearer the emulator saw the request. */
async function send(
  document: vscode.TextDocument,
  text = document.getText(),
): Promise<{ status: number; bearer: string | undefined }> {
  const { status } = await sendRequest(document.uri.fsPath, text);
  const [latest] = (await recordedCalls()).filter(({ kind }) => kind === 'api').slice(-1);
  return { status, bearer: latest?.bearer };
}

describe('a request of a .http file, sent by httpYac in this window', () => {
  let document: vscode.TextDocument | undefined;

  afterEach(async () => {
    if (document !== undefined) {
      await vscode.workspace.fs.delete(document.uri);
      document = undefined;
    }
  });

  it('carries the token, the new one after it was renewed by itself, and is refused after it was revoked', async () => {
    await setOptions({ lifetimeMs: 6_000 });
    await execute('nomba.addProfile', credentials());
    document = await requestFile();
    const textInFile = document.getText();
    const { bearer: first } = await latestToken();
    const before = await send(document);
    // Nobody asks for it. The next token lives longer, so that it is the one that is revoked.
    await setOptions({ lifetimeMs: 1_800_000 });
    await eventually(() => sharedVariables().bearer !== first, true);
    const { bearer: second } = await latestToken();
    const renewed = await send(document);
    await execute('nomba.revokeToken', { confirm: true });
    // The address has gone together with the token, so that a request to it would get nowhere.
    const { baseUrl = '' } = credentials();
    const revoked = await send(document, textInFile.replace('{{$processEnv NOMBA_BASE_URL}}', baseUrl));
    assert.deepEqual(
      { before, renewed, revoked, different: first !== second, text: document.getText() },
      {
        before: { status: 200, bearer: first },
        renewed: { status: 200, bearer: second },
        revoked: { status: 401, bearer: undefined },
        different: true,
        text: textInFile,
      },
    );
  });

  it('is refused with the token itself in the file once that is revoked', async () => {
    await execute('nomba.addProfile', credentials());
    const request = `GET ${credentials().baseUrl ?? ''}/v1/accounts/balance\n`;
    const literal = await openDocument('http', request);
    await execute('nomba.insertBearerToken', { style: 'literal' });
    const file = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'never-saved.http');
    const token = /Bearer (\S+)/.exec(literal.getText())?.[1] ?? '';
    const before = await sendRequest(file, literal.getText());
    await execute('nomba.revokeToken', { confirm: true });
    const after = await sendRequest(file, literal.getText());
    assert.deepEqual(
      {
        before: before.status,
        after: after.status,
        bearers: (await recordedCalls()).filter(({ kind }) => kind === 'api').map(({ bearer }) => bearer),
      },
      { before: 200, after: 401, bearers: [bearerFingerprint(token), bearerFingerprint(token)] },
    );
  });
});
