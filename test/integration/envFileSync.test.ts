import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import * as vscode from 'vscode';
import { bearerFingerprint } from '../emulator/calls';
import { latestToken } from './emulatorControl';
import { always, eventually } from './eventually';
import { credentials, execute, productionProfile, setSetting, type SharedVariables } from './extension';
import { newMessages, willAnswer, type ShownMessage } from './messages';
import { windowText } from './windowText';

/** A repository within the workspace, so that the window of the other tests has none. */
const repository = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'repository');
const file = path.join(repository, '.env');
const uri = vscode.Uri.file(file).toString();

/** What the file has of the variables, the token by its fingerprint. */
async function inFile(): Promise<SharedVariables> {
  const read = parseEnv(await readFile(file, 'utf8')) as Partial<Record<string, string>>;
  const token = read['NOMBA_ACCESS_TOKEN'];
  return {
    bearer: token === undefined || token === '' ? token : bearerFingerprint(token),
    accountId: read['NOMBA_ACCOUNT_ID'],
    subAccountId: read['NOMBA_SUB_ACCOUNT_ID'],
    baseUrl: read['NOMBA_BASE_URL'],
  };
}

describe('a file that is kept current', () => {
  beforeEach(async () => {
    await mkdir(repository);
    execFileSync('git', ['init', '--quiet', repository]);
    await writeFile(file, 'OWN=1\r\n');
  });

  afterEach(async () => {
    await execute('nomba.stopSyncingEnvFile', { uri });
    await rm(repository, { recursive: true });
  });

  /** What it holds of the profile “sandbox” with this token. */
  function withToken(bearer: string): SharedVariables {
    const { accountId, baseUrl } = credentials();
    return { bearer, accountId, subAccountId: undefined, baseUrl };
  }

  it('has the present token from the start until it is revoked', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    await execute('nomba.syncEnvFile', { uri });
    const first = await inFile();
    const { bearer: issued } = await latestToken();
    await execute('nomba.refreshToken', {});
    const { bearer: renewed } = await latestToken();
    await eventually(inFile, withToken(renewed));
    await execute('nomba.revokeToken', { confirm: true });
    await eventually(inFile, withToken(''));
    const text = await readFile(file, 'utf8');
    assert.deepEqual(
      { first, begins: text.startsWith('OWN=1\r\n# Kept current') },
      { first: withToken(issued), begins: true },
    );
  });

  it('is emptied with a switch to a production profile, and filled again with the way back', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    await execute('nomba.syncEnvFile', { uri });
    const { bearer } = await latestToken();
    const own = vscode.workspace.getConfiguration().get<readonly unknown[]>('nomba.profiles') ?? [];
    await setSetting('nomba.profiles', [...own, productionProfile('00000000-0006-4333-8444-555555555555')]);
    await execute('nomba.switchProfile', { profile: 'live' });
    await eventually(inFile, withToken(''));
    await execute('nomba.switchProfile', { profile: 'sandbox' });
    await eventually(inFile, withToken(bearer));
  });

  it('is left without a token once it is stopped', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    await execute('nomba.syncEnvFile', { uri });
    const { bearer } = await latestToken();
    const kept = await inFile();
    newMessages();
    await execute('nomba.stopSyncingEnvFile', { uri });
    const texts = newMessages().map(({ text }) => text.replace(/“.*”/, '“…”'));
    const stopped = { inFile: await inFile(), texts };
    await execute('nomba.refreshToken', {});
    await always(inFile, withToken(''), 300);
    assert.deepEqual(
      { kept, stopped },
      {
        kept: withToken(bearer),
        stopped: {
          inFile: withToken(''),
          texts: ['“…” is not kept current any more. The token was taken out of it.'],
        },
      },
    );
  });

  it('loses the token soon after git has ceased to ignore it', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    await execute('nomba.syncEnvFile', { uri });
    newMessages();
    await rm(path.join(repository, '.gitignore'));
    const messages: ShownMessage[] = [];
    await eventually(() => {
      messages.push(...newMessages());
      return messages;
    }, [
      {
        severity: 'warning',
        text: '“.env” is not kept current any more: git does not ignore it, so a commit would publish the token. The token was taken out.',
        buttons: ['Keep Current Again'],
      },
    ]);
    assert.deepEqual(await inFile(), withToken(''));
  });

  it('has the token again soon after others have replaced it', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    await execute('nomba.syncEnvFile', { uri });
    const { bearer } = await latestToken();
    await writeFile(file, '');
    await eventually(inFile, withToken(bearer));
  });

  it('is named in the question whether to share a production token, and nothing is where there is none', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    const own = vscode.workspace.getConfiguration().get<readonly unknown[]>('nomba.profiles') ?? [];
    await setSetting('nomba.profiles', [...own, productionProfile('00000000-0008-4333-8444-555555555555')]);
    const details: (string | undefined)[] = [];
    for (const isKept of [false, true]) {
      if (isKept) {
        await execute('nomba.syncEnvFile', { uri });
      }
      await execute('nomba.switchProfile', { profile: 'live' });
      newMessages();
      await execute('nomba.shareProductionToken');
      details.push(newMessages().find(({ detail }) => detail !== undefined)?.detail);
      await execute('nomba.switchProfile', { profile: 'sandbox' });
    }
    const addition = ' It is then also written into “.env”, with the production address.';
    assert.deepEqual(
      details.map((detail) => detail?.includes(addition)),
      [false, true],
    );
  });

  it('can be stopped from the menu of the status bar', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await execute('nomba.addProfile', credentials());
    const shows = async (label: string): Promise<boolean> =>
      (await windowText('.quick-input-widget')).includes(label);
    const stop = 'Stop keeping an env file current';
    const former = execute('nomba.showMenu');
    await eventually(async () => [await shows('Keep an env file current'), await shows(stop)], [true, false]);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await former;
    await execute('nomba.syncEnvFile', { uri });
    const menu = execute('nomba.showMenu');
    await eventually(async () => shows(stop), true);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await menu;
  });

  it('is added to .gitignore after a yes', async () => {
    await execute('nomba.addProfile', credentials());
    newMessages();
    await execute('nomba.syncEnvFile', { uri });
    const refused = { text: await readFile(file, 'utf8'), messages: newMessages() };
    willAnswer('Add to .gitignore');
    await execute('nomba.syncEnvFile', { uri });
    const { bearer } = await latestToken();
    const ignored = await readFile(path.join(repository, '.gitignore'), 'utf8');
    assert.deepEqual(
      { refused, ignored, inFile: await inFile() },
      {
        refused: {
          text: 'OWN=1\r\n',
          messages: [
            {
              severity: 'warning',
              text: 'git does not ignore “.env”.',
              detail: 'A commit would publish the token. The file is kept current only while git ignores it.',
              buttons: ['Add to .gitignore'],
            },
          ],
        },
        ignored: '/.env\n/.env.nomba-tokens-*.tmp\n',
        inFile: withToken(bearer),
      },
    );
  });

  it('loses values of the user’s own after a yes only', async () => {
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await writeFile(file, 'NOMBA_ACCOUNT_ID=own\n');
    await execute('nomba.addProfile', credentials());
    newMessages();
    await execute('nomba.syncEnvFile', { uri });
    const questions = newMessages().map(({ text }) => text);
    assert.deepEqual(
      { questions, text: await readFile(file, 'utf8') },
      { questions: ['Replace what “.env” has for NOMBA_ACCOUNT_ID?'], text: 'NOMBA_ACCOUNT_ID=own\n' },
    );
  });

  it('loses them after a yes only, also while there is no token', async () => {
    const own = 'NOMBA_ACCOUNT_ID=own\nNOMBA_BASE_URL=https://own.example\n';
    await writeFile(path.join(repository, '.gitignore'), '.env\n');
    await writeFile(file, own);
    await execute('nomba.addProfile', credentials());
    await execute('nomba.revokeToken', { confirm: true });
    newMessages();
    await execute('nomba.syncEnvFile', { uri });
    const questions = newMessages().map(({ text }) => text);
    assert.deepEqual(
      { questions, text: await readFile(file, 'utf8') },
      { questions: ['Replace what “.env” has for NOMBA_ACCOUNT_ID, NOMBA_BASE_URL?'], text: own },
    );
  });

  it('is none with a production profile that is not shared', async () => {
    await setSetting('nomba.profiles', [productionProfile('00000000-0007-4333-8444-555555555555')]);
    await execute('nomba.syncEnvFile', { uri });
    assert.deepEqual(
      { messages: newMessages(), text: await readFile(file, 'utf8') },
      {
        messages: [
          {
            severity: 'warning',
            text: 'No file can be kept current: a production token is shared only after you say yes.',
            buttons: ['Share Production Token with This Window'],
          },
        ],
        text: 'OWN=1\r\n',
      },
    );
  });
});
