import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { temporaryName } from '../../../../src/vscode/temporaryName';
import { isKeptFile } from '../../../../src/vscode/secretScan/isKeptFile';

// Seen to fail when: links on the way are not followed; a file of the same name counts.
describe('a file that is kept current', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-kept-')));
    await mkdir(path.join(folder, 'real'));
    await mkdir(path.join(folder, 'other'));
    await symlink(path.join(folder, 'real'), path.join(folder, 'link'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('is known by its path, and by one with a link on its way', () => {
    const kept = [{ path: path.join(folder, 'real/.env') }];
    assert.deepEqual(
      ['real/.env', 'link/.env', 'other/.env', 'real/.env.local', 'gone/.env'].map((file) =>
        isKeptFile(kept, path.join(folder, file)),
      ),
      [true, true, false, false, false],
    );
  });

  it('is also what is prepared for one, beside it', () => {
    const kept = [{ path: path.join(folder, 'real/.env') }];
    assert.deepEqual(
      [
        `real/${temporaryName('.env')}`,
        `other/${temporaryName('.env')}`,
        `real/${temporaryName('.env.local')}`,
        'real/.env.nomba-tokens-x.tmp',
      ].map((file) => isKeptFile(kept, path.join(folder, file))),
      [true, false, false, false],
    );
  });

  it('is none where none is', () => {
    assert.equal(isKeptFile([], path.join(folder, 'real/.env')), false);
  });
});
