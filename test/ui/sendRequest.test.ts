import assert from 'node:assert/strict';
import { addCustomProfile } from './enterProfile';
import { sendingHttpYac } from './sendingClient';
import { useSession } from './useSession';

const headers = [
  'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
  'accountId: {{$processEnv NOMBA_ACCOUNT_ID}}',
];
const requests = [
  ...['### Balance', 'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance', ...headers, ''],
  ...['### Banks', 'GET {{$processEnv NOMBA_BASE_URL}}/v1/transfers/banks', ...headers, ''],
].join('\n');

// Seen to fail when: a request is handed over before the token is there; the line of another request is handed over; the lenses
// of an editor that the user has left stay as they were.
describe('a user who sends requests', function () {
  const session = useSession(
    () => ({
      name: 'send',
      files: { 'requests.http': requests },
      clients: [sendingHttpYac],
    }),
    async (opened) => addCustomProfile(opened, 'sandbox'),
  );

  it('clicks Send above the second one when there is no token any more, and reads the answer to a new one', async () => {
    const { workbench, emulator } = session();
    const { codeEditor, statusBarItem } = workbench;
    await workbench.runCommand('Nomba: Revoke Token');
    await workbench.answerDialog({ button: 'Revoke' });
    await workbench.openFile('requests.http');
    const lenses = await codeEditor.lensesWith('sandbox no token');
    await codeEditor.clickLens('Send', 1);
    await workbench.waitForEditorText('Test Bank of the Emulator');
    const { text } = await statusBarItem.waitForText(/sandbox (?:29|30)m/);
    await codeEditor.waitForLensBeside(text);
    await workbench.picture('answered');
    assert.deepEqual(
      {
        lenses,
        calls: emulator.calls.map(
          ({ method, path, status }) => `${method} ${path} ${status ?? 'unanswered'}`,
        ),
      },
      {
        lenses: ['Send | sandbox no token | Issue token', 'Send | sandbox no token | Issue token'],
        calls: [
          'POST /v1/auth/token/issue 200',
          'POST /v1/auth/token/revoke 200',
          'POST /v1/auth/token/issue 200',
          'GET /v1/transfers/banks 200',
        ],
      },
    );
  });
});
