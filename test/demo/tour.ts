import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { NombaApi, TokenStatus } from '../../src/contributions';
import type { EmulatorClient } from '../emulator/clients';
import { bearerFingerprint, type RecordedCall } from '../emulator/calls';
import { takePicture, visibleText } from '../host/pictures';
import { sendRequest } from '../httpYac/sendRequest';
import { demoVariables } from './demoVariables';

const statusBarItem = '[id="nomba-tokens.nomba-tokens.nomba.token"]';

interface Step {
  readonly title: string;
  readonly picture: string;
  /** Does it, checks it, and tells what was observed. */
  readonly run: () => Promise<string>;
  /** Brings before the camera what the window does not show by itself. */
  readonly pose?: () => Promise<unknown>;
}

function variable(name: keyof typeof demoVariables): string {
  return process.env[demoVariables[name]] ?? '';
}

async function emulatorCalls(): Promise<readonly RecordedCall[]> {
  const response = await fetch(`${variable('controlUrl')}/calls`);
  return ((await response.json()) as { calls: readonly RecordedCall[] }).calls;
}

async function setLifetime(lifetimeMs: number): Promise<void> {
  await fetch(`${variable('controlUrl')}/options`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lifetimeMs }),
  });
}

/** The text of the status bar item, once it reads as expected: the window draws a moment after the extension has set it. */
async function statusBarText(expected: RegExp): Promise<string> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const text = (await visibleText(statusBarItem)).trim();
    if (expected.test(text) || Date.now() > deadline) {
      assert.match(text, expected);
      return text;
    }
  }
}

function sharedToken(): string {
  return process.env['NOMBA_ACCESS_TOKEN'] ?? '';
}

/** A token without saying what it is: enough to tell two apart. */
function nameOf(token: string): string {
  return `token #${bearerFingerprint(token).slice(0, 6)}`;
}

/** Shows a response beside the request, as the clients do. */
async function showResponse(status: number, body: string): Promise<void> {
  const content = `// HTTP/1.1 ${status}\n\n${JSON.stringify(JSON.parse(body), undefined, 2)}\n`;
  const shown = vscode.workspace.textDocuments.find(({ isUntitled }) => isUntitled);
  if (shown === undefined) {
    const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside, true);
  } else {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(shown.uri, new vscode.Range(0, 0, shown.lineCount, 0), content);
    await vscode.workspace.applyEdit(edit);
  }
}

const showNotifications = async (): Promise<unknown> =>
  vscode.commands.executeCommand('notifications.showList');

/** Sends the first request of the file, and has the emulator confirm which bearer arrived. */
async function send(file: vscode.Uri): Promise<{ status: number; token: string }> {
  const text = await readFile(file.fsPath, 'utf8');
  const { status, body } = await sendRequest(file.fsPath, text);
  await showResponse(status, body);
  const call = (await emulatorCalls()).filter(({ kind }) => kind === 'api').at(-1);
  const token = sharedToken();
  assert.equal(call?.bearer, token === '' ? undefined : bearerFingerprint(token), 'the bearer that arrived');
  return { status, token };
}

function steps(api: NombaApi, file: vscode.Uri): readonly Step[] {
  let first = '';
  return [
    {
      title: 'Add a profile: the credentials are typed once',
      picture: '1-profile-added',
      run: async () => {
        const { accountId, subAccountId, clientId, clientSecret } = JSON.parse(
          variable('credentials'),
        ) as EmulatorClient;
        const status = await vscode.commands.executeCommand<TokenStatus>('nomba.addProfile', {
          name: 'sandbox',
          environment: 'custom',
          baseUrl: variable('baseUrl'),
          accountId,
          subAccountId,
          clientId,
          clientSecret,
        });
        assert.deepEqual([status.profile, status.state], ['sandbox', 'fresh']);
        const calls = (await emulatorCalls()).map(({ kind, status: code }) => `${kind} ${String(code)}`);
        assert.deepEqual(calls, ['issue 200']);
        return 'the pair was checked: the emulator issued a token';
      },
      pose: showNotifications,
    },
    {
      title: 'Issue a token: the one that is valid is kept',
      picture: '2-token-issued',
      run: async () => {
        const status = await vscode.commands.executeCommand<TokenStatus>('nomba.issueToken', {});
        const issued = (await emulatorCalls()).filter(({ kind }) => kind === 'issue').length;
        assert.deepEqual([status.state, issued], ['fresh', 1]);
        return `valid until ${new Date(status.expiresAt ?? 0).toLocaleTimeString()}; no needless call`;
      },
      pose: async () => {
        void vscode.commands.executeCommand('nomba.inspectToken');
        await visibleText('.quick-input-widget .quick-input-list');
      },
    },
    {
      title: 'The status bar shows profile and time left',
      picture: '3-status-bar',
      run: async () => {
        return `it reads “${await statusBarText(/^sandbox (29|30)m$/)}”`;
      },
    },
    {
      title: 'Insert the bearer token into a .http file',
      picture: '4-bearer-inserted',
      run: async () => {
        const editor = await vscode.window.showTextDocument(file);
        const line = editor.document
          .getText()
          .split('\n')
          .findIndex((text) => text.startsWith('GET '));
        editor.selection = new vscode.Selection(line, 0, line, 0);
        await vscode.commands.executeCommand('nomba.insertBearerToken');
        await editor.document.save();
        const text = await readFile(file.fsPath, 'utf8');
        assert.ok(text.includes('\nAuthorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}\n'));
        assert.ok(!text.includes(sharedToken()), 'no token in the file');
        return 'Authorization and accountId stand there by reference; the saved file holds no token';
      },
    },
    {
      title: 'Send it',
      picture: '5-sent',
      run: async () => {
        const { status, token } = await send(file);
        assert.equal(status, 200);
        first = token;
        return `200 with ${nameOf(token)}`;
      },
    },
    {
      title: 'The token is renewed before it expires, by itself',
      picture: '6-renewed',
      run: async () => {
        // Tokens of 20 seconds from now on, so that nobody has to wait for half an hour; they are renewed after 10.
        await setLifetime(20_000);
        await vscode.commands.executeCommand('nomba.refreshToken');
        await setLifetime(30 * 60_000);
        const short = sharedToken();
        const start = Date.now();
        await new Promise<void>((resolve, reject) => {
          const limit = setTimeout(() => {
            reject(new Error('no other token came within 20 s'));
          }, 20_000);
          const subscription = api.onDidChangeToken(({ state }) => {
            if (state === 'fresh' && sharedToken() !== short) {
              clearTimeout(limit);
              subscription.dispose();
              resolve();
            }
          });
        });
        return `a token of 20 s was replaced after ${Math.round((Date.now() - start) / 1000)} s by ${nameOf(sharedToken())}; nobody asked`;
      },
    },
    {
      title: 'Send the same file again',
      picture: '7-sent-again',
      run: async () => {
        const { status, token } = await send(file);
        assert.equal(status, 200);
        assert.notEqual(token, first);
        return `200 with ${nameOf(token)}; the file is as it was`;
      },
    },
    {
      title: 'Revoke the token',
      picture: '8-revoked',
      run: async () => {
        const status = await vscode.commands.executeCommand<TokenStatus>('nomba.revokeToken', {
          confirm: true,
        });
        assert.equal(status.state, 'signedOut');
        const revoked = (await emulatorCalls())
          .filter(({ kind }) => kind === 'revoke')
          .map(({ status: code }) => code);
        assert.deepEqual(revoked, [200]);
        return `Nomba confirmed; the status bar reads “${await statusBarText(/^sandbox no token$/)}”`;
      },
      pose: showNotifications,
    },
    {
      title: 'Send once more: refused',
      picture: '9-refused',
      run: async () => {
        const { status } = await send(file);
        assert.equal(status, 401);
        return '401: without a token the same file opens nothing';
      },
    },
  ];
}

/** Called by VS Code once the window is open. */
export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const extension = vscode.extensions.getExtension<NombaApi>('nomba-tokens.nomba-tokens');
  assert.ok(folder !== undefined && extension !== undefined);
  const file = vscode.Uri.joinPath(folder.uri, 'requests.http');
  await vscode.window.showTextDocument(file);
  const all = steps(await extension.activate(), file);
  let passed = 0;
  try {
    for (const step of all) {
      const observed = await step.run();
      await step.pose?.();
      await takePicture(step.picture);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await vscode.commands.executeCommand('notifications.clearAll');
      passed += 1;
      console.log(`${passed}/${all.length} ${step.title}: ${observed}. [${step.picture}.png]`);
    }
  } catch (error) {
    console.log(
      `${passed + 1}/${all.length} ${all[passed]?.title ?? ''}: FAILED. ${error instanceof Error ? error.message : ''}`,
    );
    throw error;
  } finally {
    await writeFile(variable('countsFile'), JSON.stringify({ passed, failed: all.length - passed }));
  }
}
