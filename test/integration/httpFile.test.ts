import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { takePicture } from '../host/pictures';
import { latestToken } from './emulatorControl';
import { credentials, execute, extension, productionProfile, setSetting } from './extension';
import { newMessages, willAnswer } from './messages';
import { cursorAt, openDocument } from './openDocument';
import { bearerFingerprint } from '../emulator/calls';

const balance = ['### Balance', 'GET {{host}}/v1/accounts/balance', 'Accept: application/json', ''];
const transfer = [
  '### Transfer',
  'POST {{host}}/v2/transfers/bank',
  'Content-Type: application/json',
  'authorization: Bearer of-yesterday',
  '',
  '{',
  '  "Authorization": "no header",',
  'accountId: no header either',
  '}',
  '',
];
const reference = 'Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}';
const accountReference = 'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}';

const balanceWithHeaders = balance.toSpliced(3, 0, `Authorization: ${reference}`, accountReference);
const transferWithHeaders = transfer.with(3, `authorization: ${reference}`).toSpliced(4, 0, accountReference);

const text = [...balance, ...transfer].join('\n');

describe('nomba.insertBearerToken in a .http file', () => {
  beforeEach(async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
  });

  it('gives the request under the cursor its headers after the last one', async () => {
    const document = await openDocument('http', text, cursorAt(text, 'Accept'));
    await execute('nomba.insertBearerToken');
    await takePicture('insert');
    assert.deepEqual(
      { text: document.getText(), messages: newMessages() },
      { text: [...balanceWithHeaders, ...transfer].join('\n'), messages: [] },
    );
  });

  it('replaces a header that is there, and does not touch the body that the cursor is in', async () => {
    const document = await openDocument('http', text, cursorAt(text, 'no header either'));
    await execute('nomba.insertBearerToken', { style: 'reference' });
    assert.equal(document.getText(), [...balance, ...transferWithHeaders].join('\n'));
  });

  it('serves the request under each of several cursors', async () => {
    const document = await openDocument('http', text, cursorAt(text, 'GET'), cursorAt(text, 'POST'));
    await execute('nomba.insertBearerToken');
    assert.equal(document.getText(), [...balanceWithHeaders, ...transferWithHeaders].join('\n'));
  });

  it('serves every request that a selection touches', async () => {
    const document = await openDocument('http', text, [text.indexOf('Accept'), text.indexOf('POST')]);
    await execute('nomba.insertBearerToken');
    assert.equal(document.getText(), [...balanceWithHeaders, ...transferWithHeaders].join('\n'));
  });

  it('changes nothing the second time', async () => {
    const document = await openDocument('http', text, cursorAt(text, 'Accept'));
    await execute('nomba.insertBearerToken');
    const { version } = document;
    await execute('nomba.insertBearerToken');
    assert.equal(document.version, version);
  });

  it('keeps CRLF', async () => {
    const windows = text.replaceAll('\n', '\r\n');
    const document = await openDocument('http', windows, cursorAt(windows, 'Accept'));
    await execute('nomba.insertBearerToken');
    assert.deepEqual(
      { eol: document.eol, text: document.getText() },
      { eol: vscode.EndOfLine.CRLF, text: [...balanceWithHeaders, ...transfer].join('\r\n') },
    );
  });

  it('is one step to undo, whatever the number of edits', async () => {
    const document = await openDocument('http', text, [0, text.length]);
    await execute('nomba.insertBearerToken');
    assert.notEqual(document.getText(), text);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('writes the token itself when the argument says so', async () => {
    const document = await openDocument('http', balance.join('\n'));
    await execute('nomba.insertBearerToken', { style: 'literal' });
    const token = await extension().exports.getAccessToken();
    const { accountId } = credentials();
    const expected = balance.toSpliced(3, 0, `Authorization: Bearer ${token}`, `accountId: ${accountId}`);
    // Compared by fingerprint: a difference would print the token.
    assert.equal(bearerFingerprint(document.getText()), bearerFingerprint(expected.join('\n')));
    assert.equal(bearerFingerprint(token), (await latestToken()).bearer);
  });

  it('warns before it writes the token itself because of the setting', async () => {
    await setSetting('nomba.httpFile.tokenStyle', 'literal');
    const document = await openDocument('http', balance.join('\n'));
    await execute('nomba.insertBearerToken');
    const untouched = document.getText();
    const [question] = newMessages();
    willAnswer('Insert the Token');
    await execute('nomba.insertBearerToken');
    assert.deepEqual(
      {
        untouched,
        severity: question?.severity,
        buttons: question?.buttons,
        literal: document.getText().includes('Authorization: Bearer eyJ'),
      },
      {
        untouched: balance.join('\n'),
        severity: 'warning',
        buttons: ['Insert the Token'],
        literal: true,
      },
    );
  });

  it('says why where there is no request', async () => {
    const document = await openDocument('http', '# nothing but a comment\n');
    await execute('nomba.insertBearerToken');
    assert.deepEqual(
      { text: document.getText(), messages: newMessages() },
      {
        text: '# nothing but a comment\n',
        messages: [
          {
            severity: 'warning',
            text: 'From line 1: no request here. Put the cursor on a line such as GET https://…',
            buttons: [],
          },
        ],
      },
    );
  });

  it('says that the reference is empty as long as there is no token', async () => {
    await execute('nomba.revokeToken', { confirm: true });
    newMessages();
    await openDocument('http', text);
    await execute('nomba.insertBearerToken');
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'The reference is empty: “sandbox” has no token yet.',
        buttons: ['Issue Token'],
      },
    ]);
  });

  it('says that the reference is empty of a production profile that is not shared yet', async () => {
    await setSetting('nomba.profiles', [productionProfile('00000000-0003-4333-8444-555555555555')]);
    await execute('nomba.switchProfile', { profile: 'live' });
    newMessages();
    await openDocument('http', text);
    await execute('nomba.insertBearerToken');
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'The reference is empty: a production token is shared only after you say yes.',
        buttons: ['Share Production Token with This Window'],
      },
    ]);
  });

  it('says that the reference is empty when the user has turned sharing off', async () => {
    await setSetting('nomba.shareWithHttpClients', 'never');
    await openDocument('http', text);
    await execute('nomba.insertBearerToken');
    assert.deepEqual(newMessages(), [
      {
        severity: 'warning',
        text: 'The reference is empty: you have turned sharing off.',
        buttons: ['Open Settings'],
      },
    ]);
  });
});

describe('nomba.sendRequest without a client', () => {
  it('names both', async () => {
    await openDocument('http', text, cursorAt(text, 'GET'));
    await execute('nomba.sendRequest');
    assert.deepEqual(newMessages(), [
      {
        severity: 'information',
        text: 'Requests of .http files are sent by httpYac or REST Client. Neither is installed.',
        buttons: ['Get httpYac', 'Get REST Client'],
      },
    ]);
  });
});
