import assert from 'node:assert/strict';
import { describeSecret } from '../../../../src/vscode/secretScan/wording';

describe('describeSecret', () => {
  it('keeps the name of a profile from changing how the sentence reads', () => {
    assert.equal(
      describeSecret({ kind: 'client secret', profile: 'a\n\u202Eb' }, 'ignored'),
      'The client secret of “a\uFFFD\uFFFDb” is in this file. Git ignores it, but whoever can read the file has the secret. Remove it here.',
    );
  });
});
