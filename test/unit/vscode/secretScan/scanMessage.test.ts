import assert from 'node:assert/strict';
import { describeScan } from '../../../../src/vscode/secretScan/wording';

const none = { times: 0, files: 0 };

describe('describeScan', () => {
  it('claims nothing of files that were not searched', () => {
    assert.deepEqual(
      [0, 1, 1_234].map((searched) => describeScan({ secrets: none, names: none, searched }, true)),
      [
        'None of your secrets was found in the 0 files that were searched.',
        'None of your secrets was found in the 1 file that was searched.',
        'None of your secrets was found in the 1,234 files that were searched.',
      ],
    );
  });

  it('says what was found, in how many files', () => {
    const result = { secrets: { times: 3, files: 2 }, names: { times: 1, files: 1 }, searched: 9 };
    assert.deepEqual(
      [describeScan(result, true), describeScan({ ...result, names: none }, false)],
      [
        'Your secrets were found 3 times in 2 files in this workspace. Secrets under names that are published were found 1 time in 1 file in this workspace.',
        'Your secrets were found 3 times in 2 files in what is open; other files are not searched in a workspace that you do not trust.',
      ],
    );
  });

  it('says where it did not look without trust', () => {
    assert.equal(
      describeScan({ secrets: none, names: none, searched: 0 }, false),
      'None of your secrets was found in what is open; other files are not searched in a workspace that you do not trust.',
    );
  });
});
