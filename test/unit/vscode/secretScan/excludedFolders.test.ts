import assert from 'node:assert/strict';
import { ExcludedFolders } from '../../../../src/vscode/secretScan/excludedFolders';

// Seen to fail when: the globs are read for each path, or only once.
describe('ExcludedFolders', () => {
  it('has the folders that are left out wherever they are', () => {
    const excluded = new ExcludedFolders(() => ['**/node_modules', 'out', '**/dist/**', '**/*.js', 'a/b']);
    assert.deepEqual(
      ['node_modules/a', 'a/node_modules/b', 'out', 'a/dist/b', 'a.js', 'a/b', 'outer/a'].map((path) =>
        excluded.has(path),
      ),
      [true, true, true, true, false, false, false],
    );
  });

  it('reads the globs once until they have changed', () => {
    let globs = ['**/one'];
    let reads = 0;
    const excluded = new ExcludedFolders(() => {
      reads += 1;
      return globs;
    });
    const before = ['one', 'two'].map((path) => excluded.has(path));
    globs = ['**/two'];
    const kept = ['one', 'two'].map((path) => excluded.has(path));
    const readsBefore = reads;
    excluded.forget();
    const after = ['one', 'two'].map((path) => excluded.has(path));
    assert.deepEqual(
      { before, kept, readsBefore, after, reads },
      { before: [true, false], kept: [true, false], readsBefore: 1, after: [false, true], reads: 2 },
    );
  });
});
