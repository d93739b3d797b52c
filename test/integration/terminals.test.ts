import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { latestToken } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, nothingShared, setSetting, type SharedVariables } from './extension';

/** Writes what a terminal has of the variables into a file, the token by its fingerprint; under another name first, so that nobody reads a half of it. */
const script = `
const { NOMBA_ACCESS_TOKEN: token, NOMBA_ACCOUNT_ID: accountId, NOMBA_SUB_ACCOUNT_ID: subAccountId, NOMBA_BASE_URL: baseUrl } = process.env;
const bearer = token && require('node:crypto').createHash('sha256').update(token).digest('hex').slice(0, 16);
const file = process.argv[1];
require('node:fs').writeFileSync(file + '.new', JSON.stringify({ bearer, accountId, subAccountId, baseUrl }));
require('node:fs').renameSync(file + '.new', file);
`;

describe('a terminal of this window', () => {
  let folder: string;
  let number = 0;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-terminal-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** What a terminal that is started now has of the variables. */
  async function inTerminal(): Promise<SharedVariables> {
    number += 1;
    const file = path.join(folder, `${number}.json`);
    const terminal = vscode.window.createTerminal({
      shellPath: process.execPath,
      shellArgs: ['-e', script, file],
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    const read = async (): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
    await eventually(async () => (await read()) !== undefined, true);
    terminal.dispose();
    const { bearer, accountId, subAccountId, baseUrl } = JSON.parse(
      (await read()) ?? '',
    ) as Partial<SharedVariables>;
    return { bearer, accountId, subAccountId, baseUrl };
  }

  it('has nothing of ours by default', async () => {
    await execute('nomba.addProfile', credentials());
    assert.deepEqual(await inTerminal(), nothingShared());
  });

  it('has the present token where the user wants that, and nothing after a revocation', async () => {
    await setSetting('nomba.shareWithTerminals', true);
    await execute('nomba.addProfile', credentials());
    const first = await inTerminal();
    const { bearer: issued } = await latestToken();
    await execute('nomba.refreshToken', {});
    const second = await inTerminal();
    const { bearer: renewed } = await latestToken();
    await execute('nomba.revokeToken', { confirm: true });
    const { accountId, baseUrl } = credentials();
    const shared = { accountId, subAccountId: '', baseUrl };
    assert.deepEqual(
      [first, second, await inTerminal()],
      [{ bearer: issued, ...shared }, { bearer: renewed, ...shared }, nothingShared()],
    );
  });
});
