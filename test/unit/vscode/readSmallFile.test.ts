import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readSmallFile } from '../../../src/vscode/readSmallFile';

// Seen to fail when: a link is followed; a pipe is waited for; what is no file is read; the size that `stat` gives is believed; the whole file is read first; a
// file of just the allowed size is refused, or one that is larger is cut; an empty one has no end.
describe('readSmallFile', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
    file = path.join(folder, 'test.env');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** The content as text, or why there is none. */
  async function read(largest: number): Promise<string> {
    const bytes = await readSmallFile(file, largest);
    return typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
  }

  for (const content of ['', 'A=1\n', 'A=12345\n\0']) {
    it(`reads a file of ${content.length} bytes`, async () => {
      await writeFile(file, content);
      assert.equal(await read(10), content);
    });
  }

  it('reads a file of just the size that is allowed, and refuses one byte more', async () => {
    await writeFile(file, '0123456789');
    assert.deepEqual([await read(10), await read(9)], ['0123456789', 'tooLarge']);
  });

  it('refuses a file of 5 GB', async () => {
    await writeFile(file, 'A=1\n');
    await truncate(file, 5_000_000_000);
    assert.equal(await read(10), 'tooLarge');
  });

  it('refuses a folder', async () => {
    assert.equal(await readSmallFile(folder, 10), 'notAFile');
  });

  it('rejects where nothing is', async () => {
    await assert.rejects(read(10), { code: 'ENOENT' });
  });

  // Windows has neither devices nor pipes among its files, and lets not everybody make a link.
  if (process.platform !== 'win32') {
    it('refuses a device that never ends', async () => {
      assert.equal(await readSmallFile('/dev/zero', 10), 'notAFile');
    });

    it('refuses a pipe that nobody writes to, at once', async () => {
      execFileSync('mkfifo', [file]);
      assert.equal(await read(10), 'notAFile');
    });

    it('does not follow a link', async () => {
      await symlink('/dev/zero', file);
      await assert.rejects(read(10), { code: /ELOOP|EMLINK/ });
    });
  }

  if (process.platform === 'linux') {
    it('does not believe a size of 0', async () => {
      assert.equal(await readSmallFile('/proc/self/status', 10), 'tooLarge');
    });
  }
});
