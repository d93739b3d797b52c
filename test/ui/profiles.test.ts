import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { emulatorCredentials, productionEmulatorCredentials } from '../emulator/clients';
import { addCustomProfile } from './enterProfile';
import { useSession } from './useSession';

/** Of the pair that the emulator knows for production; here it never hears of it. */
const { accountId, clientId, clientSecret } = productionEmulatorCredentials;

describe('a user with several profiles', function () {
  /** What the extension asked the proxy for: the way to Nomba, which these tests must never take. */
  const asked: string[] = [];
  let proxy: Server;

  before(async () => {
    proxy = createServer().on('connect', ({ url }, socket) => {
      asked.push(url ?? '');
      socket.destroy();
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
  });

  const session = useSession(
    () => ({
      name: 'profiles',
      userSettings: {
        'http.proxy': `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
        'http.noProxy': ['127.0.0.1', 'localhost'],
      },
    }),
    async (opened) => addCustomProfile(opened, 'sandbox'),
  );

  after(async () => {
    proxy.close();
    await once(proxy, 'close');
  });

  it('keeps a production profile when Nomba cannot be reached, and can try again', async () => {
    const { workbench, emulator, userSettings } = session();
    const { quickInput } = workbench;
    await workbench.runCommand('Nomba: Add Profile…');
    await quickInput.waitForTitle('(1/6)');
    await workbench.page.keyboard.type('production');
    await quickInput.pick('production');
    await quickInput.answer('(2/6)', 'live');
    await quickInput.answer('(3/6)', accountId);
    await quickInput.answer('(4/6)', '');
    await quickInput.answer('(5/6)', clientId);
    await quickInput.answer('(6/6)', clientSecret);
    const first = await workbench.toast('“live” is saved');
    await workbench.picture('unreachable');
    await workbench.clickInToast('“live” is saved', 'Try Again');
    const second = await workbench.toast('“live” has no token.');
    const { label } = await workbench.statusBarItem.waitForText('live');
    await workbench.picture('unreachable-again');
    const sentence = 'Nomba could not be reached. Check the connection, a proxy or a VPN, then try again.';
    assert.deepEqual(
      {
        first,
        second,
        label,
        hosts: [...new Set(asked)],
        kept: (await userSettings())['nomba.profiles'],
      },
      {
        first: {
          text: `“live” is saved, but has no token. ${sentence}`,
          buttons: ['Try Again', 'Run Doctor'],
        },
        second: {
          text: `“live” has no token. ${sentence}`,
          buttons: ['Try Again', 'Run Doctor'],
        },
        label: `Nomba production profile live: no token. ${sentence}`,
        hosts: ['api.nomba.com:443'],
        kept: [
          {
            name: 'sandbox',
            environment: 'custom',
            accountId: emulatorCredentials.accountId,
            clientId: emulatorCredentials.clientId,
            baseUrl: emulator.baseUrl,
          },
          { name: 'live', environment: 'production', accountId, clientId },
        ],
      },
    );
    await workbench.clearToasts();
  });

  it('switches to another profile', async () => {
    const { workbench } = session();
    await workbench.runCommand('Nomba: Switch Profile…');
    await workbench.quickInput.waitForFocus('the list of profiles');
    await workbench.page.keyboard.type('sandbox');
    await workbench.quickInput.rowsWith('sandbox');
    await workbench.picture('switch');
    await workbench.quickInput.pick('sandbox');
    const { text } = await workbench.statusBarItem.waitForText('sandbox');
    assert.match(text, /^sandbox (?:29|30)m$/);
  });

  it('removes the profile in use after a question, and goes on with another', async () => {
    const { workbench, userSettings } = session();
    await workbench.runCommand('Nomba: Remove Profile…');
    await workbench.quickInput.waitForFocus('the list of profiles');
    await workbench.page.keyboard.type('sandbox');
    await workbench.quickInput.pick('sandbox');
    const { text, buttons } = await workbench.dialog();
    await workbench.picture('remove-question');
    await workbench.answerDialog({ button: 'Remove' });
    await workbench.statusBarItem.waitForText('live');
    await workbench.picture('removed');
    assert.deepEqual(
      { text, buttons, left: (await userSettings())['nomba.profiles'] },
      {
        text: 'Remove the profile “sandbox”?',
        buttons: ['Cancel', 'Remove'],
        left: [{ name: 'live', environment: 'production', accountId, clientId }],
      },
    );
  });
});
