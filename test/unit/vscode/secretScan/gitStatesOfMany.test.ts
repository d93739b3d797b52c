import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gitStatesOf } from '../../../../src/vscode/secretScan/gitStates';

// Seen to fail when: the files of a repository are copied for each of them.
describe('gitStatesOf many files', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-')));
    await mkdir(path.join(folder, '.git'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('takes little time beside what git takes', async () => {
    const files = Array.from({ length: 40_000 }, (_none, number) => path.join(folder, String(number)));
    const start = process.cpuUsage();
    const states = await gitStatesOf(files, async () => Promise.resolve(''));
    const { user, system } = process.cpuUsage(start);
    assert.equal(states.size, files.length);
    assert.ok(user + system < 2_000_000, `${user + system} µs`);
  });
});
