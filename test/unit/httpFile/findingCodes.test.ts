import assert from 'node:assert/strict';
import { findingCodes, type FindingKind } from '../../../src/httpFile/findingCodes';

const kinds: readonly (readonly [string, FindingKind])[] = Object.entries(findingCodes);

// Seen to fail when: a name has a capital; a title ends with a full stop; a documentation has three sentences.
describe('findingCodes', () => {
  it('has names that people can write into settings', () => {
    assert.deepEqual(
      kinds.map(([code]) => code).filter((code) => !/^[a-z]+(?:-[a-z]+)*$/.test(code)),
      [],
    );
  });

  it('has a short title for each, and a sentence or two', () => {
    assert.deepEqual(
      kinds
        .filter(
          ([, { title, documentation }]) =>
            title.length > 70 ||
            title.endsWith('.') ||
            !/^[A-Z](?:[^.]|\.(?! ))+\.(?: [A-Z](?:[^.]|\.(?! ))+\.)?$/.test(documentation),
        )
        .map(([code]) => code),
      [],
    );
  });
});
