import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SharedFailure } from '../../../src/tokens/sharedFailures';
import { SharedFailureFiles } from '../../../src/vscode/sharedFailureFiles';

const failure: SharedFailure = { kind: 'rateLimited', at: Date.UTC(2026, 0, 30, 12), retryAfter: 60_000 };

// Seen to fail when: any kind or an endless time is read, or a bad file is thrown; a failure to write is thrown; there is no folder; a file is left, or emptied;
// all identities share one.
describe('SharedFailureFiles', () => {
  let root: string;
  let folder: string;
  let window: SharedFailureFiles;
  let otherWindow: SharedFailureFiles;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'nomba-failures-'));
    folder = join(root, 'locks');
    window = new SharedFailureFiles(folder);
    otherWindow = new SharedFailureFiles(folder);
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('tells another window of a failure', async () => {
    await window.write('one', failure);
    assert.deepEqual(await otherWindow.read('one'), failure);
  });

  it('keeps identities apart', async () => {
    await window.write('one', failure);
    assert.equal(await otherWindow.read('another'), undefined);
  });

  it('knows of none at first, and makes no folder for that', async () => {
    await window.clear('one');
    assert.deepEqual([await window.read('one'), await readdir(root)], [undefined, []]);
  });

  it('leaves no file behind when the failure is over', async () => {
    await window.write('one', failure);
    await otherWindow.clear('one');
    assert.deepEqual([await window.read('one'), await readdir(folder)], [undefined, []]);
  });

  for (const [what, text] of [
    ['no JSON', '{"kind":'],
    ['of an unknown kind', JSON.stringify({ ...failure, kind: 'somethingNew' })],
    ['without a time', JSON.stringify({ kind: 'network', retryAfter: 0 })],
    ['of an endless time', '{"kind":"network","at":1e999,"retryAfter":0}'],
  ] as const) {
    it(`knows of none where the file is ${what}`, async () => {
      await window.write('one', failure);
      const [name = ''] = await readdir(folder);
      await writeFile(join(folder, name), text);
      assert.equal(await otherWindow.read('one'), undefined);
    });
  }

  it('does without where there can be no folder', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await window.write('one', failure);
    await window.clear('one');
    assert.equal(await window.read('one'), undefined);
  });

  it('does without where the file cannot be written', async () => {
    await window.write('one', failure);
    const [name = ''] = await readdir(folder);
    await rm(join(folder, name));
    await mkdir(join(folder, name));
    await window.write('one', failure);
    assert.equal(await window.read('one'), undefined);
  });
});
