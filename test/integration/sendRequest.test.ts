import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { sendRequest } from '../httpYac/sendRequest';
import type { HandedOver } from './clients/handedOver';
import type { HttpYacStandIn } from './clients/httpYac';
import { calls, latestToken, liveTokens, recordedCalls, setOptions } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, productionProfile, profileOf, setSetting, userSetting } from './extension';
import { newMessages, willAnswer } from './messages';
import { cursorAt, openDocument } from './openDocument';
import { windowText } from './windowText';

const balance = 'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance';
const text = [
  '### Balance',
  balance,
  'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
  '',
  '### Elsewhere',
  'GET https://example.com/',
  'Authorization: Bearer of-somebody-else',
  '',
].join('\n');

async function restClient(): Promise<HandedOver[]> {
  return activated<HandedOver[]>('humao.rest-client');
}

async function httpYac(): Promise<HttpYacStandIn> {
  return activated<HttpYacStandIn>('anweber.vscode-httpyac');
}

async function activated<Exports>(id: string): Promise<Exports> {
  const client = vscode.extensions.getExtension<Exports>(id);
  if (client === undefined) {
    throw new Error(`There is no stand-in for ${id}.`);
  }
  return client.activate();
}

/** What was handed over since this was last called. */
async function sent(): Promise<{ restClient: readonly HandedOver[]; httpYac: readonly HandedOver[] }> {
  return { restClient: (await restClient()).splice(0), httpYac: (await httpYac()).requests.splice(0) };
}

const nothing = { restClient: [], httpYac: [] };

describe('nomba.sendRequest', () => {
  beforeEach(async () => {
    await setSetting('nomba.httpFile.sendWith', 'httpYac');
    await sent();
  });

  it('obtains a token first, and hands the request over with it in the variables', async () => {
    await setSetting('nomba.httpFile.sendWith', 'restClient');
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    await openDocument('http', text, cursorAt(text, 'Authorization'));
    await execute('nomba.sendRequest');
    const { bearer } = await latestToken();
    assert.deepEqual(
      { sent: await sent(), calls: await calls() },
      {
        sent: { ...nothing, restClient: [{ text: balance, bearer }] },
        calls: ['issue 200', 'revoke 200', 'issue 200'],
      },
    );
  });

  it('brings a new token when the present one has come to its end', async () => {
    await setSetting('nomba.autoRefresh.enabled', false);
    await setOptions({ lifetimeMs: 1_000 });
    await execute('nomba.addProfile', credentials());
    await setOptions({ lifetimeMs: 1_800_000 });
    await openDocument('http', text, cursorAt(text, 'GET'));
    await eventually(async () => (await liveTokens()).length, 0);
    await execute('nomba.sendRequest');
    const { bearer } = await latestToken();
    assert.deepEqual(await sent(), { ...nothing, httpYac: [{ text: balance, bearer }] });
  });

  it('hands a request that needs no token over as it is', async () => {
    await openDocument('http', text, cursorAt(text, 'example.com'));
    await execute('nomba.sendRequest');
    assert.deepEqual(
      { sent: await sent(), calls: await calls(), messages: newMessages() },
      {
        sent: { ...nothing, httpYac: [{ text: 'GET https://example.com/', bearer: undefined }] },
        calls: [],
        messages: [],
      },
    );
  });

  it('sends nothing without a token, and says why', async () => {
    await setSetting('nomba.profiles', [profileOf(credentials())]);
    await openDocument('http', text, cursorAt(text, 'GET'));
    await execute('nomba.sendRequest');
    assert.deepEqual(
      { sent: await sent(), messages: newMessages() },
      {
        sent: nothing,
        messages: [
          {
            severity: 'error',
            text: 'Nothing was sent: there is no token of “sandbox”. There is no client secret (private key) stored for this profile on this machine. Enter it once.',
            buttons: ['Enter Client Secret'],
          },
        ],
      },
    );
  });

  it('asks before it shares a production token, and sends nothing without a yes', async () => {
    await setSetting('nomba.profiles', [productionProfile('00000000-0007-4333-8444-555555555555')]);
    await openDocument('http', text, cursorAt(text, 'GET'));
    await execute('nomba.sendRequest');
    const refused = newMessages().map(({ text: question }) => question);
    willAnswer('Share Until the Window Closes');
    await execute('nomba.sendRequest');
    const accepted = newMessages().map(({ text: question }) => question.slice(0, 50));
    const question = 'Share the production token of “live” with this window?';
    assert.deepEqual(
      { refused, accepted, sent: await sent() },
      {
        refused: [question],
        accepted: [question.slice(0, 50), 'Nothing was sent: there is no token of “live”. The'],
        sent: nothing,
      },
    );
  });

  it('sends nothing when the user has turned sharing off', async () => {
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.shareWithHttpClients', 'never');
    newMessages();
    await openDocument('http', text, cursorAt(text, 'GET'));
    await execute('nomba.sendRequest');
    assert.deepEqual(
      { sent: await sent(), messages: newMessages() },
      {
        sent: nothing,
        messages: [
          {
            severity: 'warning',
            text: 'Nothing was sent: you have turned sharing off.',
            buttons: ['Open Settings'],
          },
        ],
      },
    );
  });

  it('sends the request that it is told, with the token that is there, and puts the cursor there; a selection within it stays', async () => {
    await execute('nomba.addProfile', credentials());
    const { uri } = await openDocument('http', text, [0, 3]);
    const selections: unknown[] = [];
    for (const line of [2, 6]) {
      await execute('nomba.sendRequest', { uri: uri.toString(), line });
      const { start, end } = vscode.window.activeTextEditor?.selection ?? {};
      selections.push([start?.line, start?.character, end?.line, end?.character]);
    }
    assert.deepEqual(
      { selections, calls: await calls(), sent: (await sent()).httpYac.map(({ text: line }) => line) },
      {
        calls: ['issue 200'],
        selections: [
          [0, 0, 0, 3],
          [5, 0, 5, 0],
        ],
        sent: [balance, 'GET https://example.com/'],
      },
    );
  });

  it('has httpYac read anew what it has read of another document of the same name', async () => {
    const { forgotten } = await httpYac();
    forgotten.length = 0;
    const { uri } = await openDocument('http', text, cursorAt(text, 'example.com'));
    await execute('nomba.sendRequest');
    assert.deepEqual(
      { forgotten, sent: (await sent()).httpYac.map(({ text: line }) => line) },
      { forgotten: [uri.toString()], sent: ['GET https://example.com/'] },
    );
  });

  it('asks which client is meant where both are installed, and remembers it', async () => {
    await setSetting('nomba.httpFile.sendWith', undefined);
    await openDocument('http', text, cursorAt(text, 'example.com'));
    const sending = execute('nomba.sendRequest');
    await eventually(async () => (await windowText('.quick-input-list')).includes('httpYac'), true);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await sending;
    await execute('nomba.sendRequest');
    const { restClient: requests } = await sent();
    assert.deepEqual(
      { requests: requests.length, remembered: userSetting('nomba.httpFile.sendWith') },
      { requests: 2, remembered: 'restClient' },
    );
  });

  it('has REST Client send the request alone where it would take others with it, and puts the cursor back', async () => {
    await setSetting('nomba.httpFile.sendWith', 'restClient');
    const [first, second] = ['POST https://example.com/first', 'POST https://example.com/second'];
    const block = `${first}\n\n{}\n###\n# @name second\n${second}\nA: 1\n`;
    const documents = [
      ['http', `${first}\n\n{}\n${second}\nA: 1\n`],
      ['markdown', `# Guide\n\`\`\`http\n${block}\`\`\`\n`],
    ] as const;
    const found: unknown[] = [];
    for (const [language, split] of documents) {
      const cursor = cursorAt(split, second);
      const document = await openDocument(language, split, cursor);
      await execute('nomba.sendRequest');
      const { active } = vscode.window.activeTextEditor?.selection ?? {};
      const { restClient: requests } = await sent();
      found.push([
        requests.map(({ text: lines }) => lines),
        active && document.offsetAt(active) === cursor[0],
      ]);
    }
    const expected = [[`${second}\nA: 1`], true];
    assert.deepEqual([found, newMessages()], [[expected, expected], []]);
  });

  it('does not hand REST Client the variable of httpYac, and offers the reference', async () => {
    await setSetting('nomba.httpFile.sendWith', 'restClient');
    await execute('nomba.addProfile', credentials());
    const written = `${balance}\nAuthorization: Bearer {{$nombaToken}}\n`;
    const { uri } = await openDocument('http', written, cursorAt(written, 'GET'));
    newMessages();
    await execute('nomba.sendRequest');
    assert.deepEqual(
      { sent: await sent(), messages: newMessages() },
      {
        sent: nothing,
        messages: [
          {
            severity: 'warning',
            text: 'REST Client does not know {{$nombaToken}}.',
            buttons: ['Insert Bearer Token'],
          },
        ],
      },
    );
    await execute('nomba.insertBearerToken', { style: 'reference', uri: uri.toString(), line: 0 });
    await execute('nomba.sendRequest');
    assert.deepEqual((await sent()).restClient, [{ text: balance, bearer: (await latestToken()).bearer }]);
  });

  it('hands a curl command to REST Client, which alone reads it, whatever is chosen', async () => {
    const command = 'curl https://example.com/';
    await openDocument('http', command);
    await execute('nomba.sendRequest');
    assert.deepEqual(await sent(), { ...nothing, restClient: [{ text: command, bearer: undefined }] });
  });

  it('says why where there is no request', async () => {
    await openDocument('http', '# nothing but a comment\n');
    await execute('nomba.sendRequest');
    await openDocument('plaintext', text);
    await execute('nomba.sendRequest');
    assert.deepEqual(
      newMessages().map(({ text: message }) => message),
      [
        'There is no request at line 1. Put the cursor on a line such as GET https://…',
        'Requests are sent from .http files, and from code blocks “http” in Markdown and AsciiDoc.',
      ],
    );
  });
});

describe('{{$nombaToken}} in httpYac', () => {
  const file = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'never-saved.http');

  /** The file is opened for httpYac to start; it is sent by the httpYac that the stand-in exports. */
  async function send(): Promise<number> {
    const { baseUrl = '', accountId } = credentials();
    const request = [
      `GET ${baseUrl}/v1/accounts/balance`,
      'Authorization: Bearer {{$nombaToken}}',
      `accountId: ${accountId}`,
      '',
    ].join('\n');
    await openDocument('http', request);
    const { httpyac } = await httpYac();
    await eventually(() => 'nomba' in httpyac.store.pluginStore, true);
    return (await sendRequest(file, request)).status;
  }

  it('is the token of the moment: issued when there is none, renewed when it has come to its end', async () => {
    await setSetting('nomba.autoRefresh.enabled', false);
    await setOptions({ lifetimeMs: 1_000 });
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    const first = await send();
    await eventually(async () => (await liveTokens()).length, 0);
    await setOptions({ lifetimeMs: 1_800_000 });
    const second = await send();
    const bearers = (await recordedCalls()).filter(({ kind }) => kind === 'api').map(({ bearer }) => bearer);
    assert.deepEqual(
      { statuses: [first, second], different: bearers[0] !== bearers[1], last: bearers[1] },
      { statuses: [200, 200], different: true, last: (await latestToken()).bearer },
    );
  });

  it('lets no request leave when the token may not be shared', async () => {
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.shareWithHttpClients', 'never');
    await assert.rejects(send());
    assert.deepEqual(await calls(), ['issue 200']);
  });
});
