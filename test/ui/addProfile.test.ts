import assert from 'node:assert/strict';
import { emulatorCredentials } from '../emulator/clients';
import { useSession } from './useSession';

const { accountId, clientId, clientSecret } = emulatorCredentials;

describe('a new user', function () {
  const session = useSession(() => ({
    name: 'new-user',
    files: { 'balance.http': 'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance\n' },
    // Without a profile the palette does not offer to insert a token; a keybinding and the walkthrough do.
    keybindings: [{ key: 'ctrl+alt+b', command: 'nomba.insertBearerToken' }],
  }));

  it('finds the extension in the palette, but not the command that is meant for tasks', async () => {
    const { workbench } = session();
    const offered = await workbench.offeredCommands('Nomba: ', 'Nomba: Add Profile…');
    assert.deepEqual(
      offered.filter((title) => title.startsWith('Nomba: Get Access Token')),
      [],
    );
  });

  it('who inserts a token without a profile is led to adding one', async () => {
    const { workbench } = session();
    await workbench.openFile('balance.http');
    await workbench.page.keyboard.press('Control+Alt+B');
    assert.deepEqual(await workbench.toast('profile'), {
      text: 'There is no Nomba profile yet.',
      buttons: ['Add Profile'],
    });
    await workbench.picture('no-profile');
    await workbench.clickInToast('profile', 'Add Profile');
    await workbench.quickInput.waitForTitle('Add Nomba Profile (1/6)');
    await workbench.picture('environment');
    await workbench.quickInput.leave();
  });

  it('leaves nothing behind with Escape in the middle', async () => {
    const { workbench, userSettings } = session();
    const { quickInput } = workbench;
    await workbench.runCommand('Nomba: Add Profile…');
    await quickInput.waitForTitle('(1/6)');
    await quickInput.pick('sandbox');
    await quickInput.answer('(2/6)', 'abandoned');
    await quickInput.answer('(3/6)', accountId);
    await quickInput.answer('(4/6)', '');
    await quickInput.answer('(5/6)', clientId);
    await quickInput.waitForTitle('(6/6)');
    await quickInput.type(clientSecret);
    await quickInput.leave();
    assert.deepEqual(
      {
        profiles: (await userSettings())['nomba.profiles'],
        inStatusBar: await workbench.statusBarItem.exists(),
        calls: session().emulator.calls.length,
      },
      { profiles: undefined, inStatusBar: false, calls: 0 },
    );
  });

  it('is told the right host in the place of an invented one', async () => {
    const { workbench } = session();
    const { quickInput } = workbench;
    await workbench.runCommand('Nomba: Add Profile…');
    await quickInput.waitForTitle('(1/6)');
    await workbench.page.keyboard.type('custom');
    await quickInput.pick('custom');
    await quickInput.answer('(2/7)', 'sandbox');
    await quickInput.answer('(3/7)', 'https://sandbox.api.nomba.com');
    await quickInput.waitForMessage('sandbox.api.nomba.com is none of Nomba’s hosts.');
    await workbench.picture('invented-host');
    assert.equal(
      (await quickInput.read()).message,
      'sandbox.api.nomba.com is none of Nomba’s hosts. Nomba’s sandbox is https://sandbox.nomba.com: choose the environment “sandbox”.',
    );
    await quickInput.leave();
  });

  it('answers the steps by keyboard, is corrected, goes back, and is told that the secret is wrong', async () => {
    const { workbench, emulator } = session();
    const { quickInput } = workbench;
    await workbench.runCommand('Nomba: Add Profile…');
    await quickInput.waitForTitle('(1/6)');
    await workbench.page.keyboard.type('custom');
    await quickInput.pick('custom');
    await quickInput.waitForTitle('(2/7)');
    await workbench.picture('name');
    await quickInput.answer('(2/7)', 'sandbox');
    await quickInput.answer('(3/7)', emulator.baseUrl);

    await quickInput.answer('(4/7)', `${accountId.slice(0, 8)} ${accountId.slice(8)}`);
    await quickInput.waitForMessage('The account id contains a space or a line break.');
    await workbench.picture('account-id-with-a-space');
    await quickInput.answer('(4/7)', ` ${accountId} `);

    await quickInput.waitForTitle('(5/7)');
    await workbench.picture('sub-account');
    await quickInput.answer('(5/7)', '');

    await quickInput.waitForTitle('(6/7)');
    await quickInput.type('odd-client-id');
    await quickInput.waitForMessage('Nomba’s client id usually looks like');
    await workbench.picture('odd-client-id');
    await quickInput.back();
    await quickInput.waitForTitle('(5/7)');
    await quickInput.back();
    await quickInput.waitForTitle('(4/7)');
    const accountIdAgain = await quickInput.read();
    await workbench.picture('back');
    await workbench.page.keyboard.press('Enter');
    await quickInput.answer('(5/7)', '');
    await quickInput.waitForTitle('(6/7)');
    const clientIdAgain = await quickInput.read();
    await quickInput.answer('(6/7)', clientId);

    await quickInput.waitForTitle('(7/7)');
    await quickInput.type('test-secret-wrong');
    const secret = await quickInput.read();
    await workbench.picture('client-secret');
    await workbench.page.keyboard.press('Enter');

    const toast = await workbench.toast('Nomba refused');
    await workbench.picture('wrong-secret');
    assert.deepEqual(
      {
        accountIdAgain: accountIdAgain.value,
        clientIdAgain: clientIdAgain.value,
        secretMasked: secret.masked,
        toast,
      },
      {
        accountIdAgain: accountId,
        clientIdAgain: 'odd-client-id',
        secretMasked: true,
        toast: {
          text: '“sandbox” is saved, but has no token. Nomba refused the client secret (private key). Copy it again from the dashboard, up to the last “=”.',
          buttons: ['Enter Client Secret', 'Edit Profile', 'Show Log'],
        },
      },
    );
  });

  it('enters the right secret through the button of the toast, and is ready', async () => {
    const { workbench, userSettings, emulator } = session();
    const { quickInput } = workbench;
    await workbench.clickInToast('Nomba refused', 'Enter Client Secret');
    await quickInput.waitForTitle('Client Secret of “sandbox”');
    const { masked, value } = await quickInput.read();
    await workbench.picture('secret-again');
    await quickInput.answer('Client Secret of “sandbox”', clientSecret);
    const toast = await workbench.toast('is ready');
    const { text } = await workbench.statusBarItem.waitForText(/sandbox (?:29|30)m/);
    await workbench.picture('ready');
    assert.match(text, /^sandbox (?:29|30)m$/);
    assert.deepEqual(
      { masked, value, toast: toast.text, profiles: (await userSettings())['nomba.profiles'] },
      {
        masked: true,
        value: '',
        toast: '“sandbox” is ready. Its token renews itself.',
        profiles: [
          { name: 'sandbox', environment: 'custom', baseUrl: emulator.baseUrl, accountId, clientId },
        ],
      },
    );
  });
});
