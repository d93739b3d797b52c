import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { credentials, execute } from './extension';
import { newMessages } from './messages';
import { openDocument } from './openDocument';
import { progressNow } from './shownProgress';

// Seen to fail when: the limit of lines, or that of characters, is missing; 200,000 lines are too many; the limits hold for every language; a text that VS Code
// keeps to itself is taken for no editor.
describe('nomba.insertBearerToken in a large file', () => {
  beforeEach(async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
  });

  for (const [what, text] of [
    ['more lines', '\n'.repeat(200_000)],
    ['more characters', `GET /${'a'.repeat(4_000_000)}`],
  ] as const) {
    it(`refuses a .http file of ${what} than it looks through`, async () => {
      const document = await openDocument('http', text);
      const { version } = document;
      await execute('nomba.insertBearerToken');
      assert.deepEqual(
        { changed: document.version !== version, messages: newMessages() },
        {
          changed: false,
          messages: [
            {
              severity: 'warning',
              text: 'The file is too large to look for requests in: it has more than 200,000 lines or 4 million characters. Put the request into a file of its own.',
              buttons: [],
            },
          ],
        },
      );
    });
  }

  it('works in a .http file of as many lines as it looks through', async () => {
    const document = await openDocument('http', `GET /\n${'\n'.repeat(199_998)}`);
    await execute('nomba.insertBearerToken');
    assert.match(document.lineAt(1).text, /^Authorization: /);
  });

  it('works in another file of any length', async () => {
    const document = await openDocument('shellscript', '\n'.repeat(200_000));
    await execute('nomba.insertBearerToken');
    assert.match(document.lineAt(0).text, /^Authorization: /);
  });

  it('says that VS Code keeps a file of 100 MB on one line to itself', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
    try {
      const file = vscode.Uri.file(path.join(folder, 'one-line.http'));
      await writeFile(file.fsPath, Buffer.alloc(100_000_000, 'GET '));
      await assert.rejects(async () => vscode.workspace.openTextDocument(file), /50MB/);
      await vscode.commands.executeCommand('vscode.open', file);
      await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'one-line.http');
      await execute('nomba.insertBearerToken');
      assert.deepEqual(newMessages(), [
        {
          severity: 'warning',
          text: 'VS Code does not show this file to extensions: it is no text, or larger than 50 MB.',
          buttons: [],
        },
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** 160,000 requests, each with something to say about it. */
const manyRequests = '### A\nGET https://sandbox.api.nomba.com/v1/accounts/balance\n\n'.repeat(160_000);

// Seen to fail when: the findings are made in one go; cancelling does not end the search; a cancelled search begins again.
describe('the problems of a large request file', () => {
  it('are looked for in the background, with progress that can be cancelled, while VS Code goes on', async () => {
    const titles = (): readonly string[] => progressNow().map(({ title }) => title);
    const document = await vscode.workspace.openTextDocument({ language: 'http', content: manyRequests });
    await eventually(titles, ['Looking for problems in Untitled-1…'], 20_000);
    // Whatever waits for the extension host has its turn meanwhile: this test has, too.
    progressNow()[0]?.cancel();
    await eventually(titles, []);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
});
