import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { credentials, execute } from './extension';
import { jwtThatSaysNothing as literal, problems, quickFixes } from './requestProblems';

const balance = 'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance';
const account = 'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}';

describe('the quick fix of the whole workspace', () => {
  it('replaces tokens in every request file of the workspace, after a preview', async () => {
    await execute('nomba.addProfile', credentials());
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const requests = path.join(folder?.uri.fsPath ?? '', 'requests');
    await mkdir(requests);
    const text = `### Balance\n${balance}\nAuthorization: Bearer ${literal}\n${account}\n`;
    await writeFile(path.join(requests, 'one.http'), text);
    await writeFile(path.join(requests, 'two.http'), text);
    try {
      const document = await vscode.workspace.openTextDocument(path.join(requests, 'one.http'));
      await vscode.window.showTextDocument(document);
      await eventually(() => problems(document).length, 1);
      const everywhere = (await quickFixes(document, literal)).find(({ title }) =>
        title.includes('workspace'),
      );
      assert.deepEqual(
        (everywhere?.edit?.entries() ?? [])
          .map(([uri, edits]) => [path.basename(uri.fsPath), edits.map(({ newText }) => newText)])
          .sort(),
        [
          ['one.http', ['{{$processEnv NOMBA_ACCESS_TOKEN}}']],
          ['two.http', ['{{$processEnv NOMBA_ACCESS_TOKEN}}']],
        ],
      );
    } finally {
      await rm(requests, { recursive: true });
    }
  });
});
