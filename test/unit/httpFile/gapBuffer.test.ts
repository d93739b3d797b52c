import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GapBuffer } from '../../../src/httpFile/gapBuffer';

const place = fc.nat(30);
const replacement = fc.record({
  index: place,
  count: fc.nat(5),
  others: fc.array(fc.nat(), { maxLength: 5 }),
});

/** What a list says of itself, inside of it and beyond its end. */
function stateOf(list: GapBuffer<number> | readonly number[], start: number, end: number): object {
  return {
    length: list.length,
    elements: Array.from({ length: list.length + 2 }, (_, index) => list.at(index)),
    whole: list.slice(),
    part: list.slice(start, end),
  };
}

// Seen to fail when: the gap does not move forward, or not back; what is replaced stays; the part behind the gap is given backwards, or the one in front of it with its end.
describe('A gap buffer', () => {
  it('has the elements that an array would have, after any replacements', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 30 }),
        fc.array(replacement, { maxLength: 10 }),
        place,
        place,
        (elements, replacements, start, end) => {
          const list = new GapBuffer(elements);
          const array = [...elements];
          for (const { index, count, others } of replacements) {
            const from = Math.min(index, array.length);
            const replaced = Math.min(count, array.length - from);
            list.replace(from, replaced, others);
            array.splice(from, replaced, ...others);
            assert.deepEqual(stateOf(list, start, end), stateOf(array, start, end));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('leaves the array alone that it was made of', () => {
    const elements = [1, 2, 3];
    new GapBuffer(elements).replace(0, 2, [4]);
    assert.deepEqual(elements, [1, 2, 3]);
  });
});
