import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { emulatorCredentials } from '../emulator/clients';
import { addCustomProfile } from './enterProfile';
import { useSession } from './useSession';

const url = '{{$processEnv NOMBA_BASE_URL}}';
const balance = `GET ${url}/v1/accounts/balance`;
const reference = 'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}';
const account = 'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}';
const anotherHost = ['### Another host', 'GET https://example.com/v1/accounts/balance', ''].join('\n');

/** Three parts that look like those of a token, and say nothing. */
const literal = ['eyJhbGciOiJIUzI1NiJ9', 'eyJFOnNhbmRib3gubm9tYmEiOiIifQ', 'aW52ZW50ZWQtc2lnbmF0dXJl'].join(
  '.',
);
const withLiteral = ['### Balance', balance, `Authorization: Bearer ${literal}`, account, ''].join('\n');
const withReference = withLiteral.replace(literal, '{{$processEnv NOMBA_ACCESS_TOKEN}}');

/** Of a place where nothing listens; it has no secret, so nothing is sent there either. */
const otherProfile = {
  name: 'other',
  environment: 'custom',
  baseUrl: 'http://127.0.0.1:9',
  accountId: emulatorCredentials.accountId,
  clientId: emulatorCredentials.clientId,
};

// Seen to fail when: a lens has the line of another request; a snippet is inserted as plain text; the hover does not say that a request moves money; a problem links to a command;
// the edits of a fix are not moved to the place of their section; those of the workspace need no confirmation; the request comes before plain text in a paste; a new file begins with what moves money;
// the language status does not name the environment.
describe('a user who writes requests', function () {
  const session = useSession(
    () => ({
      name: 'request-file',
      files: {
        'lens.http': `### Balance\n${balance}\n\n${anotherHost}`,
        'typed.http': `### Balance\n${balance}\n`,
        'pay.http': `### Pay\nPOST ${url}/v2/transfers/bank\n${reference}\n${account}\n`,
        'fixed.http': `${anotherHost}\n${withLiteral}`,
        'one.http': withLiteral,
        'two.http': withLiteral,
        'pasted.http': '',
      },
      userSettings: { 'nomba.profiles': [otherProfile] },
    }),
    async (opened) => addCustomProfile(opened, 'sandbox'),
  );

  it('sees above a request to Nomba what its token is worth, and inserts it there by a click', async () => {
    const { workbench, workspaceFile } = session();
    const { codeEditor } = workbench;
    await workbench.openFile('lens.http');
    const before = await codeEditor.lensesWith('Insert token');
    await workbench.picture('lenses');
    await codeEditor.clickLens('Insert token');
    await workbench.waitForEditorText(account);
    await workbench.save();
    assert.deepEqual(
      {
        before: before.map((line) => line.replace(/\b(?:28|30)m$/, '29m')),
        text: await workspaceFile('lens.http'),
      },
      {
        before: ['Send | Insert token | sandbox 29m'],
        text: `### Balance\n${balance}\n${reference}\n${account}\n\n${anotherHost}`,
      },
    );
  });

  it('types the beginning of a header, and the name of a request to fill in', async () => {
    const { workbench, workspaceFile } = session();
    const { codeEditor, page } = workbench;
    await workbench.openFile('typed.http');
    await codeEditor.goToEndOf('/v1/accounts/balance');
    await page.keyboard.type('\nAut');
    await codeEditor.waitForSuggestion('Authorization');
    await workbench.picture('header');
    await page.keyboard.press('Enter');
    await workbench.waitForEditorText(reference);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n###\ntransfer');
    await codeEditor.waitForSuggestion('nomba-transfer-to-bank');
    await workbench.picture('request');
    await page.keyboard.press('Enter');
    await workbench.waitForEditorText('/v2/transfers/bank');
    await page.keyboard.type('7000');
    await page.keyboard.press('Tab');
    await page.keyboard.type('0123456789');
    await workbench.picture('placeholders');
    await workbench.save();
    const [head = '', body = ''] = (await workspaceFile('typed.http')).split(/\n\n(?=\{)/);
    const { amount, accountNumber } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    assert.deepEqual(
      { head: head.split('\n').slice(0, 8), amount, accountNumber },
      {
        head: [
          ...['### Balance', balance, reference, ''],
          ...['###', '# Moves money.', `POST ${url}/v2/transfers/bank`, reference],
        ],
        amount: 7000,
        accountNumber: '0123456789',
      },
    );
  });

  it('hovers over a reference and a path, and is told what they stand for', async () => {
    const { workbench, emulator } = session();
    const { codeEditor } = workbench;
    await workbench.openFile('pay.http');
    await codeEditor.lensesWith('sandbox');
    const variable = await codeEditor.hoverOver('NOMBA_ACCESS_TOKEN', 'valid for');
    await workbench.picture('hover-reference');
    const request = await codeEditor.hoverOver('/v2/transfers/bank', 'Transfer to');
    await workbench.picture('hover-path');
    const [token] = emulator.currentTokens;
    assert.deepEqual(
      {
        variable: variable.replace(/\b(?:28|30) minutes$/, '29 minutes'),
        tellsToken: token === undefined || variable.includes(token.accessToken),
        request: request.split('\n').filter((line) => line !== ''),
      },
      {
        variable:
          'NOMBA_ACCESS_TOKEN: The access token of the active Nomba profile.\n\nNomba custom profile sandbox: token valid for 29 minutes',
        tellsToken: false,
        request: [
          'Transfer to a bank account',
          'Sends money from the parent account to a bank account.',
          ' Moves money.',
        ],
      },
    );
  });

  it('clicks the name of a problem, and reads about it', async () => {
    const { workbench } = session();
    const { codeEditor, page } = workbench;
    const readme = await readFile(path.resolve(__dirname, '../../README.md'), 'utf8');
    await workbench.openFile('fixed.http');
    await codeEditor.waitForError();
    await codeEditor.hoverOver(literal, 'token-literal');
    await workbench.picture('problem');
    await codeEditor.clickInHover('token-literal');
    await workbench.waitForTab('readme.md');
    await codeEditor.waitForLine(readme.split('\n').indexOf('### token-literal') + 1);
    await workbench.waitForEditorText('Access token in a file');
    await workbench.picture('problem-explained');
    await page.mouse.move(0, 0);
  });

  it('replaces a token in the file by a quick fix', async () => {
    const { workbench, workspaceFile } = session();
    const { codeEditor } = workbench;
    await workbench.openFile('fixed.http');
    await codeEditor.waitForError();
    await codeEditor.goToEndOf('Authorization');
    await codeEditor.waitForFixes();
    const fixes = await codeEditor.openFixes('Use the access token by reference');
    await workbench.picture('fixes');
    await workbench.page.keyboard.press('Enter');
    await workbench.waitForEditorText(reference);
    await workbench.save();
    assert.deepEqual(
      { fixes, text: await workspaceFile('fixed.http') },
      {
        fixes: [
          'Use the access token by reference',
          'Use the access token by reference in the whole workspace…',
        ],
        text: `${anotherHost}\n${withReference}`,
      },
    );
  });

  it('replaces the tokens of the whole workspace, after looking at each', async () => {
    const { workbench, workspaceFile } = session();
    const { codeEditor } = workbench;
    await workbench.openFile('one.http');
    await codeEditor.waitForError();
    await codeEditor.hoverOver(literal, 'Quick Fix');
    await codeEditor.clickInHover('Quick Fix');
    await codeEditor.clickFix('in the whole workspace…');
    const files = await codeEditor.previewedFiles();
    await workbench.picture('preview');
    await codeEditor.applyPreview();
    await workbench.waitForEditorText(reference);
    await workbench.waitForSaved();
    await workbench.picture('applied');
    await workbench.openFile('two.http');
    await workbench.waitForEditorText(reference);
    await workbench.waitForSaved();
    assert.deepEqual(
      { files, one: await workspaceFile('one.http'), two: await workspaceFile('two.http') },
      { files: ['one.http', 'two.http'], one: withReference, two: withReference },
    );
  });

  it('pastes a curl command as it is, then as a request without its token', async () => {
    const { workbench, workspaceFile, emulator } = session();
    const { codeEditor, page } = workbench;
    await workbench.openFile('pasted.http');
    await workbench.fillClipboard(
      `curl '${emulator.baseUrl}/v1/accounts/balance' -H 'Authorization: Bearer ${literal}' -H 'accountId: ${emulatorCredentials.accountId}'`,
    );
    await page.keyboard.press('Control+V');
    await workbench.waitForEditorText("curl '");
    await codeEditor.waitForPasteOptions();
    const ways = await codeEditor.openFixes('Paste as a Nomba request without token');
    await workbench.picture('paste');
    await codeEditor.clickFix('Paste as a Nomba request without token');
    await workbench.waitForEditorText(reference);
    await workbench.picture('pasted');
    await workbench.save();
    assert.deepEqual(
      { ways, text: await workspaceFile('pasted.http') },
      {
        ways: ['Insert Plain Text', 'Paste as a Nomba request without token'],
        text: [balance, reference, account].join('\n'),
      },
    );
  });

  it('picks requests by click and by Space for a new file, in which the one that moves money is last', async () => {
    const { workbench } = session();
    const { quickInput, page } = workbench;
    await workbench.runCommand('Nomba: New Request File…');
    await quickInput.waitForTitle('New Request File');
    await quickInput.type('bank account');
    await quickInput.click('Transfer to a bank account');
    await quickInput.waitForCount('1 Selected');
    await workbench.picture('new-file');
    await quickInput.type('list banks');
    await quickInput.rowsWith('List banks');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await quickInput.waitForCount('2 Selected');
    await quickInput.confirm();
    await workbench.waitForEditorText('### List banks');
    await workbench.picture('new-file-made');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    const text = await workbench.clipboard();
    assert.deepEqual(
      text.split('\n').filter((line) => /^(?:### |# Moves|GET |POST )/.test(line)),
      [
        ...['### List banks', `GET ${url}/v1/transfers/banks`],
        ...['### Transfer to a bank account', '# Moves money.', `POST ${url}/v2/transfers/bank`],
      ],
    );
  });

  it('reads the profile beside the language of the file, and switches to another there', async () => {
    const { workbench, emulator } = session();
    const { codeEditor, quickInput, statusBarItem } = workbench;
    await workbench.openFile('pay.http');
    const status = await codeEditor.openLanguageStatus();
    await workbench.picture('language-status');
    await codeEditor.clickInLanguageStatus('Switch Profile');
    await quickInput.waitForFocus('the list of profiles');
    await workbench.page.keyboard.type('other');
    await workbench.picture('switch');
    await quickInput.pick('other');
    await statusBarItem.waitForText('other no token');
    await codeEditor.lensesWith('other no token');
    await workbench.picture('switched');
    assert.match(
      status,
      new RegExp(
        `^sandbox (?:28|29|30)m ?custom · ${new URL(emulator.baseUrl).host.replaceAll('.', '\\.')} Switch Profile$`,
      ),
    );
  });
});
