import assert from 'node:assert/strict';
import { TokenError } from '../../../src/tokens/tokenError';
import type * as ChooseHttpClient from '../../../src/vscode/chooseHttpClient';
import type * as FailureMessages from '../../../src/vscode/failureMessages';
import type * as ProfileProblems from '../../../src/vscode/profileProblems';
import type { ProfileSettings } from '../../../src/vscode/profileSettings';
import type { Settings } from '../../../src/vscode/settings';
import type * as ShowWarning from '../../../src/vscode/showWarning';
import { loadWithEditor } from './loadWithEditor';

/** The commands that were called, and the messages. Of each message with buttons, the first one is clicked. */
class ClickingUser {
  readonly called: unknown[] = [];
  readonly messages: string[] = [];
  readonly editor: object;

  constructor() {
    const show = async (message: string, ...buttons: readonly string[]): Promise<string | undefined> => {
      this.messages.push(message);
      return Promise.resolve(buttons[0]);
    };
    this.editor = {
      window: {
        showInformationMessage: show,
        showWarningMessage: show,
        showErrorMessage: show,
      },
      extensions: { getExtension: () => undefined },
      commands: {
        getCommands: async () => Promise.resolve([]),
        executeCommand: async (...command: readonly unknown[]) => {
          this.called.push(command);
          return Promise.reject(new Error('test-secret-of-another-extension'));
        },
      },
    };
  }
}

/** Everything that has been begun is done by then. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const cases: Readonly<
  Record<
    string,
    { readonly show: (editor: object) => Promise<unknown>; readonly command: readonly unknown[] }
  >
> = {
  'a warning': {
    show: async (editor) => {
      const { showWarning } = await loadWithEditor<typeof ShowWarning>('showWarning', editor);
      showWarning('It is so.', { title: 'Do It', command: 'test.do', argument: 1 });
    },
    command: ['test.do', 1],
  },
  'a failure': {
    show: async (editor) => {
      const { showFailure } = await loadWithEditor<typeof FailureMessages>('failureMessages', editor);
      const profile = { name: 'shop', environment: 'sandbox', accountId: 'a', clientId: 'c' } as const;
      showFailure('It failed.', profile, new TokenError('missingSecret'));
    },
    command: ['nomba.setClientSecret', { profile: 'shop' }],
  },
  'a problem of the settings': {
    show: async (editor) => {
      const module = await loadWithEditor<typeof ProfileProblems>('profileProblems', editor);
      new module.ProfileProblems({ problems: ['It is wrong.'] } as unknown as ProfileSettings).report();
    },
    command: ['workbench.action.openSettingsJson', { revealSetting: { key: 'nomba.profiles' } }],
  },
  'the offer of a client': {
    show: async (editor) => {
      const module = await loadWithEditor<typeof ChooseHttpClient>('chooseHttpClient', editor);
      await module.chooseHttpClient({} as unknown as Settings, false);
    },
    command: ['workbench.extensions.search', '@id:anweber.vscode-httpyac'],
  },
};

// Seen to fail when: what a button does is not caught (mocha then fails the run), or fails without a word.
describe('a button whose command fails', () => {
  for (const [what, { show, command }] of Object.entries(cases)) {
    it(`says so, without the words of others: ${what}`, async () => {
      const user = new ClickingUser();
      await show(user.editor);
      await settled();
      assert.deepEqual(
        { called: user.called, told: user.messages.slice(1).map((text) => text.replace(/^“.+”/, '“…”')) },
        { called: [command], told: [`“…” did not work: the command ${String(command[0])} failed.`] },
      );
    });
  }
});
