import assert from 'node:assert/strict';
import { localTime } from '../../src/vscode/timeLeft';
import { bearerFingerprint } from '../emulator/calls';
import { emulatorCredentials } from '../emulator/clients';
import { addCustomProfile } from './enterProfile';
import type { Session } from './session';
import { useSession } from './useSession';

const requests = [
  '### The balance of the account',
  'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance',
  'Accept: application/json',
  '',
  '### The banks',
  'GET {{$processEnv NOMBA_BASE_URL}}/v1/transfers/banks',
  '',
].join('\n');

const script = 'curl "$NOMBA_BASE_URL/v1/accounts/balance" -H ""';

describe('a user who has a token', function () {
  const session = useSession(
    () => ({
      name: 'token',
      files: { 'balance.http': requests, 'balance.sh': script },
      emulator: { singleSession: true },
    }),
    async (opened) => addCustomProfile(opened, 'sandbox'),
  );

  it('sees the time left in the status bar, and a screen reader says it in words', async () => {
    const { workbench } = session();
    const { text, label } = await workbench.statusBarItem.waitForText('sandbox');
    assert.match(text, /^sandbox (?:29|30)m$/);
    assert.match(label ?? '', /^Nomba custom profile sandbox: token valid for (?:29|30) minutes$/);
  });

  it('reads profile, environment, account id and expiry by hovering', async () => {
    const { workbench, emulator } = session();
    const [token] = emulator.currentTokens;
    const lines = (await workbench.statusBarItem.hover())
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .filter((line) => line.includes(': '));
    await workbench.picture('hover');
    assert.match(lines[0] ?? '', /^Nomba custom profile sandbox: token valid for (?:29|30) minutes$/);
    assert.deepEqual(lines.slice(1), [
      'Profile: sandbox',
      `Environment: custom · ${new URL(emulator.baseUrl).host}`,
      `Account id: ${emulatorCredentials.accountId}`,
      `Expires: ${localTime(token?.expiresAt ?? 0)}`,
    ]);
    // The name of a zone: UTC, EST, GMT+1.
    assert.match(lines.at(-1) ?? '', / [A-Z]{2,5}(?:[+-][\d:]+)?$/);
  });

  it('refreshes the token with a link of the hover', async () => {
    const { workbench, emulator } = session();
    await workbench.statusBarItem.hover();
    await workbench.statusBarItem.clickInHover('Refresh');
    await emulator.waitForCalls('refresh', 1);
    await workbench.statusBarItem.waitForText(/sandbox (?:29|30)m/);
  });

  it('is asked before another token is issued, and told why', async () => {
    const { workbench } = session();
    const issued = callsOf(session(), 'issue');
    await workbench.runCommand('Nomba: Issue Token');
    const dialog = await workbench.dialog();
    await workbench.picture('issue-question');
    await workbench.answerDialog('escape');
    assert.match(
      dialog.text,
      /^“sandbox” has a token that is valid for (?:29|30) minutes\. Issue another one\?$/,
    );
    assert.match(dialog.detail, /^Nomba may keep a single session: /);
    assert.deepEqual(dialog.buttons, ['Cancel', 'Issue New Token']);
    assert.equal(callsOf(session(), 'issue'), issued);
  });

  it('inserts the bearer token into the request under the cursor, by reference, and undoes it in one step', async () => {
    const { workbench, workspaceFile } = session();
    await workbench.openFile('balance.http');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.runCommand('Nomba: Insert Bearer Token');
    await workbench.waitForEditorText('Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}');
    await workbench.picture('inserted');
    await workbench.save();
    const inserted = await workspaceFile('balance.http');
    await workbench.page.keyboard.press('Control+Z');
    await workbench.waitForNoEditorText('Authorization:');
    await workbench.save();
    assert.deepEqual(
      { inserted, undone: await workspaceFile('balance.http') },
      {
        inserted: requests.replace(
          'Accept: application/json\n',
          'Accept: application/json\nAuthorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}\naccountId: {{$processEnv NOMBA_ACCOUNT_ID}}\n',
        ),
        undone: requests,
      },
    );
  });

  it('inserts what a shell needs into a script', async () => {
    const { workbench, workspaceFile } = session();
    await workbench.openFile('balance.sh');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.runCommand('Nomba: Insert Bearer Token');
    await workbench.waitForEditorText('Authorization: Bearer $NOMBA_ACCESS_TOKEN');
    await workbench.picture('inserted-into-script');
    await workbench.save();
    assert.equal(
      await workspaceFile('balance.sh'),
      'curl "$NOMBA_BASE_URL/v1/accounts/balance" -H "Authorization: Bearer $NOMBA_ACCESS_TOKEN"',
    );
  });

  it('copies the Authorization header', async () => {
    const { workbench, emulator } = session();
    await workbench.runCommand('Nomba: Copy Authorization Header');
    const { text } = await workbench.toast('Copied');
    await workbench.picture('copied');
    const header = `Authorization: Bearer ${emulator.currentTokens[0]?.accessToken ?? ''}`;
    // Compared by fingerprint: a difference would print the token.
    assert.deepEqual(
      { text, clipboard: bearerFingerprint(await workbench.clipboard()) },
      {
        text: 'Copied the Authorization header of “sandbox”. Cleared in 60 s.',
        clipboard: bearerFingerprint(header),
      },
    );
    await workbench.clearToasts();
  });

  it('reads a log that holds no secret', async () => {
    const { workbench, emulator } = session();
    await workbench.runCommand('Nomba: Show Log');
    const text = await workbench.output();
    await workbench.picture('log');
    const secrets = [
      emulatorCredentials.clientSecret,
      ...emulator.currentTokens.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken]),
    ];
    assert.deepEqual(
      secrets.filter((secret) => text.includes(secret)),
      [],
    );
    assert.match(text, /token/i);
  });

  it('can cancel a call that takes long, and is not bothered with an error', async () => {
    const { workbench, emulator } = session();
    const refreshed = callsOf(session(), 'refresh');
    emulator.queueFault({ kind: 'refresh', type: 'silence', moment: 'before' });
    await workbench.runCommand('Nomba: Refresh Token');
    await emulator.waitForCalls('refresh', refreshed + 1);
    await workbench.toast('Refreshing the token of “sandbox”…');
    await workbench.picture('progress');
    await workbench.clickInToast('Refreshing the token of “sandbox”…', 'Cancel');
    await workbench.waitForNoToasts();
    const { text } = await workbench.statusBarItem.waitForText(/sandbox (?:29|30)m/);
    assert.match(text, /^sandbox (?:29|30)m$/);
  });

  it('revokes the token through the menu of the status bar, after a question, and issues another one without', async () => {
    const { workbench, emulator } = session();
    const { quickInput } = workbench;
    await workbench.statusBarItem.click();
    await quickInput.waitForTitle('token valid for');
    await workbench.picture('menu');
    await workbench.page.keyboard.type('Revoke');
    await quickInput.pick('Revoke token');
    const dialog = await workbench.dialog();
    await workbench.picture('revoke-question');
    await workbench.answerDialog({ button: 'Revoke' });
    const toast = await workbench.toast('revoked');
    const { label } = await workbench.statusBarItem.waitForText('sandbox no token');
    await workbench.picture('revoked');
    assert.deepEqual(
      { question: dialog.text, toast: toast.text, label, tokens: emulator.currentTokens },
      {
        question: 'Revoke the token of “sandbox”?',
        toast: 'Nomba has revoked the token of “sandbox”.',
        label: 'Nomba custom profile sandbox: no token',
        tokens: [],
      },
    );
    await workbench.runCommand('Nomba: Issue Token');
    const issued = await workbench.toast('has a token');
    assert.match(issued.text, /^“sandbox” has a token, valid for (?:29|30) minutes\.$/);
    await workbench.statusBarItem.waitForText(/sandbox (?:29|30)m/);
  });

  it('reads the facts of the token, with the time zone', async () => {
    const { workbench, emulator } = session();
    const { quickInput } = workbench;
    await workbench.runCommand('Nomba: Inspect Token');
    await quickInput.waitForTitle('Token of “sandbox”');
    const expires = await quickInput.descriptionOf('Expires');
    await workbench.picture('facts');
    await quickInput.leave();
    const [token] = emulator.currentTokens;
    assert.equal(expires, localTime(token?.expiresAt ?? 0));
  });

  it('finds everything about profiles and secrets in the menu of the status bar, too', async () => {
    const { workbench } = session();
    const { quickInput } = workbench;
    await workbench.statusBarItem.click();
    await quickInput.waitForTitle('token valid for');
    // The first entry has the last one above it; not all of them fit.
    await workbench.page.keyboard.press('ArrowUp');
    const entries = await quickInput.rowsWith('Erase all secrets');
    await workbench.page.keyboard.type('Set client secret');
    await quickInput.pick('Set client secret');
    await quickInput.waitForFocus('the list of profiles');
    const [profile] = await quickInput.rowsWith('sandbox');
    await quickInput.leave();
    assert.deepEqual(
      { entries: entries.slice(-12), profile },
      {
        entries: [
          'Switch profile',
          'Edit profile',
          'Add profile',
          'Import from a .env file',
          'Set client secret',
          'Remove profile',
          'New request file',
          'Keep an env file current',
          'Show log',
          'Run doctor',
          'Find my secrets in this workspace',
          'Erase all secrets',
        ],
        profile: 'sandbox',
      },
    );
  });
});

function callsOf({ emulator }: Session, wanted: 'issue' | 'refresh'): number {
  return emulator.calls.filter(({ kind }) => kind === wanted).length;
}
