import assert from 'node:assert/strict';
import { variableBehind } from '../../../src/httpFile/variableBehind';

/** Each refers to the next one, and the last has a value of its own. */
function chainOf(length: number): ReadonlyMap<string, string> {
  return new Map(
    Array.from({ length }, (_, index) => [
      `v${index + 1}`,
      index + 1 === length ? 'value' : `{{v${index + 2}}}`,
    ]),
  );
}

// Seen to fail when: the last of ten variables is not read; there is no bound.
describe('variableBehind', () => {
  it('follows ten variables, and no more', () => {
    assert.deepEqual(
      [1, 10, 11].map((length) => variableBehind('Bearer {{v1}}', chainOf(length))),
      ['v1', 'v10', undefined],
    );
  });

  it('has an end where variables go round in a circle', () => {
    assert.equal(variableBehind('{{a}}', new Map([['a', '{{a}}']])), undefined);
  });
});
