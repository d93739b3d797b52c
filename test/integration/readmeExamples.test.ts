import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { readmeExamples } from '../unit/manifest/readmeExamples';
import { latestToken } from './emulatorControl';
import { eventually } from './eventually';
import { credentials, execute, extension } from './extension';

/** Writes the fingerprint of the token that a program was started with. */
function program(file: string): string {
  return `
import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
const { NOMBA_ACCESS_TOKEN: token = '' } = process.env;
writeFileSync(${JSON.stringify(`${file}.new`)}, createHash('sha256').update(token).digest('hex').slice(0, 16));
renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)});
`;
}

// Seen to fail when: the command that an example names does not exist; the token is put under another name.
describe('the examples for tasks and launch configurations in README', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const root = folder?.uri.fsPath ?? '';
  let tasks: string;
  let launch: string;
  let left: string;

  before(async () => {
    const readme = await readFile(path.join(extension().extensionPath, 'README.md'), 'utf8');
    [tasks = '', launch = ''] = readmeExamples(readme, 'Tasks and launch configurations', 'json');
  });

  beforeEach(async () => {
    left = await mkdtemp(path.join(os.tmpdir(), 'nomba-example-'));
    await execute('nomba.addProfile', credentials());
  });

  afterEach(async () => {
    await Promise.all(
      ['.vscode/tasks.json', '.vscode/launch.json', 'report.mjs', 'server.mjs'].map(async (name) =>
        rm(path.join(root, name), { force: true }),
      ),
    );
    await rm(left, { recursive: true });
  });

  async function writtenBearer(file: string): Promise<string | undefined> {
    return readFile(file, 'utf8').catch(() => undefined);
  }

  it('give a task the token', async () => {
    const { bearer } = await latestToken();
    const file = path.join(left, 'task');
    await writeFile(path.join(root, 'report.mjs'), program(file));
    await writeFile(
      path.join(root, '.vscode/tasks.json'),
      tasks.replace('"node"', JSON.stringify(process.execPath)),
    );
    const report = async (): Promise<vscode.Task | undefined> =>
      (await vscode.tasks.fetchTasks()).find(({ name }) => name === 'Report');
    await eventually(async () => (await report()) !== undefined, true);
    const task = await report();
    assert.ok(task !== undefined);
    await vscode.tasks.executeTask(task);
    await eventually(async () => writtenBearer(file), bearer, 20_000);
  });

  it('give a program the token', async () => {
    const { bearer } = await latestToken();
    const file = path.join(left, 'program');
    await writeFile(path.join(root, 'server.mjs'), program(file));
    await writeFile(path.join(root, '.vscode/launch.json'), launch);
    const names = (): readonly unknown[] =>
      (vscode.workspace.getConfiguration('launch').get<{ name: string }[]>('configurations') ?? []).map(
        ({ name }) => name,
      );
    await eventually(names, ['Server']);
    await vscode.debug.startDebugging(folder, 'Server');
    await eventually(async () => writtenBearer(file), bearer, 20_000);
    await vscode.debug.stopDebugging();
  });
});
