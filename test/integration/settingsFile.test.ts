import assert from 'node:assert/strict';
import { appendFile, stat, truncate } from 'node:fs/promises';
import { calls, latestToken } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, profileOf, setSetting, sharedVariables, userSetting } from './extension';
import { newMessages, type ShownMessage } from './messages';
import { readRunFile } from './runFile';

const notAList: ShownMessage = {
  severity: 'warning',
  text: 'The setting nomba.profiles is not a list. Mend it by hand first.',
  buttons: ['Open Settings'],
};
const notWritten: ShownMessage = {
  severity: 'warning',
  text: 'Your settings could not be written. Are there errors in settings.json?',
  buttons: ['Open Settings'],
};

const wrongSecret = 'test-secret-that-is-wrong';

/** The message that a command ends with. The one about entries that cannot be used comes when it comes. */
function refusals(): readonly ShownMessage[] {
  return newMessages().filter(({ text }) => text !== 'The setting nomba.profiles must be a list.');
}

describe('a profile that cannot be saved because nomba.profiles is not a list', () => {
  it('is refused, the setting stays as it is, and no secret is left behind', async () => {
    await setSetting('nomba.profiles', { sandbox: 'of a slip' });
    newMessages();
    const result = await execute('nomba.addProfile', credentials());
    const setting = userSetting('nomba.profiles');
    const messages = refusals();
    await setSetting('nomba.profiles', [profileOf(credentials())]);
    const { state } = (await execute('nomba.issueToken', { profile: 'sandbox' })) ?? {};
    assert.deepEqual(
      { result, setting, messages, state, calls: await calls() },
      {
        result: undefined,
        setting: { sandbox: 'of a slip' },
        messages: [notAList],
        state: 'failed',
        calls: [],
      },
    );
  });

  it('does not cost the secret that was stored for the same credentials', async () => {
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.profiles', {});
    await execute('nomba.addProfile', credentials({ clientSecret: wrongSecret }));
    await setSetting('nomba.profiles', [profileOf(credentials())]);
    const { state } = (await execute('nomba.issueToken', { profile: 'sandbox', force: true })) ?? {};
    assert.deepEqual({ state, calls: await calls() }, { state: 'fresh', calls: ['issue 200', 'issue 200'] });
  });
});

describe('with an error in the settings file', () => {
  const { userSettingsFile } = readRunFile();
  /** Bytes of the file as it was. */
  let intact: number | undefined;

  /**
   * Leaves something behind the end of the settings, as a slip of the hand does. Appended, not written anew: VS Code must never see an empty file, or it
   * takes all settings for reset and wants to start again.
   */
  async function breakSettings(): Promise<void> {
    intact = (await stat(userSettingsFile)).size;
    await appendFile(userSettingsFile, '} a slip');
  }

  async function mendSettings(): Promise<void> {
    if (intact !== undefined) {
      await truncate(userSettingsFile, intact);
      intact = undefined;
      const canBeWritten = async (): Promise<boolean> =>
        setSetting('nomba.statusBar.visibility', 'whenConfigured').then(
          () => true,
          () => false,
        );
      await eventually(canBeWritten, true);
    }
  }

  afterEach(mendSettings);

  it('adding a profile is refused, and no secret is left behind', async () => {
    await breakSettings();
    newMessages();
    const result = await execute('nomba.addProfile', credentials());
    const messages = newMessages();
    await mendSettings();
    const setting = userSetting('nomba.profiles');
    await setSetting('nomba.profiles', [profileOf(credentials())]);
    const { state } = (await execute('nomba.issueToken', { profile: 'sandbox' })) ?? {};
    assert.deepEqual(
      { result, messages, setting, state, calls: await calls() },
      { result: undefined, messages: [notWritten], setting: undefined, state: 'failed', calls: [] },
    );
  });

  it('editing and removing a profile are refused, and cost neither its secret nor its token', async () => {
    await execute('nomba.addProfile', credentials());
    const shared = sharedVariables();
    const { bearer } = await latestToken();
    await breakSettings();
    newMessages();
    await execute('nomba.editProfile', { profile: 'sandbox', name: 'renamed', clientSecret: wrongSecret });
    await execute('nomba.removeProfile', { profile: 'sandbox' });
    const messages = newMessages();
    await mendSettings();
    const kept = { setting: userSetting('nomba.profiles'), shared: sharedVariables() };
    const { state } = (await execute('nomba.issueToken', { force: true })) ?? {};
    assert.deepEqual(
      { messages, ...kept, state, calls: await calls() },
      {
        messages: [notWritten, notWritten],
        setting: [profileOf(credentials())],
        shared: { ...shared, bearer },
        state: 'fresh',
        calls: ['issue 200', 'issue 200'],
      },
    );
  });
});

describe('an entry of nomba.profiles that cannot be read, with the name of one that can', () => {
  it('survives that the other one is edited and removed', async () => {
    const unreadable = { ...profileOf(credentials()), environment: 'of a newer version' };
    await execute('nomba.addProfile', credentials());
    await setSetting('nomba.profiles', [unreadable, profileOf(credentials())]);
    await execute('nomba.editProfile', { profile: 'sandbox', subAccountId: 'another' });
    const edited = userSetting('nomba.profiles');
    await execute('nomba.removeProfile', { profile: 'sandbox' });
    assert.deepEqual(
      { edited, removed: userSetting('nomba.profiles') },
      {
        edited: [unreadable, { ...profileOf(credentials()), subAccountId: 'another' }],
        removed: [unreadable],
      },
    );
  });
});
