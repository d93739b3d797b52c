import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readTextPieces } from '../../../../src/vscode/secretScan/readTextPieces';

// Seen to fail when: a NUL is looked for in the first piece as a whole, or not at all; a character across two pieces is decoded by halves; the byte order mark counts;
// a link is followed; a file of more than 50 MB is read; a long file is not told of.
describe('readTextPieces', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nomba-'));
    file = path.join(folder, 'test.txt');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function read(): Promise<{ readonly text: string; readonly isLong: boolean }> {
    let [text, isLong] = ['', false];
    for await (const piece of readTextPieces(file, () => (isLong = true))) {
      text += piece;
    }
    return { text, isLong };
  }

  for (const [what, text] of [
    ['nothing', ''],
    ['a few characters', 'a\r\né\n'],
    ['characters across the pieces', `a${'é📦'.repeat(30_000)}`],
    ['a NUL after the first 8,000 bytes', `${'a'.repeat(8_000)}\0b`],
  ] as const) {
    it(`reads ${what}`, async () => {
      await writeFile(file, text);
      assert.deepEqual(await read(), { text, isLong: false });
    });
  }

  it('tells of a file of more than 1 MB', async () => {
    const text = 'a'.repeat(1_000_001);
    await writeFile(file, text);
    assert.deepEqual(await read(), { text, isLong: true });
  });

  it('leaves out the byte order mark, as VS Code does', async () => {
    await writeFile(file, '\uFEFFa');
    assert.deepEqual(await read(), { text: 'a', isLong: false });
  });

  it('reads nothing of what has a NUL in its first 8,000 bytes', async () => {
    await writeFile(file, `${'a'.repeat(7_999)}\0b`);
    assert.deepEqual(await read(), { text: '', isLong: false });
  });

  it('reads nothing of a file of more than 50 MB', async () => {
    await writeFile(file, 'a'.repeat(10_000));
    await truncate(file, 50_000_001);
    assert.deepEqual(await read(), { text: '', isLong: false });
  });

  it('reads nothing where there is no file', async () => {
    assert.deepEqual(await read(), { text: '', isLong: false });
  });

  it('reads nothing of a folder', async () => {
    file = folder;
    assert.deepEqual(await read(), { text: '', isLong: false });
  });

  if (process.platform !== 'win32') {
    it('does not follow a link', async () => {
      await writeFile(path.join(folder, 'target'), 'a');
      await symlink('target', file);
      assert.deepEqual(await read(), { text: '', isLong: false });
    });
  }
});
