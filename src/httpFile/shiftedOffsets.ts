/**
 * Ascending offsets in a text or a list, the first of which is 0. Those from some index on are kept without a shift that they have in common: an edit shifts all offsets
 * after it, and the next edit is mostly near by, so that few have to be brought up to date.
 */
export class ShiftedOffsets {
  private offsets: number[];
  private shiftedFrom = 0;
  private shift = 0;

  constructor(offsets: number[]) {
    this.offsets = offsets;
  }

  get length(): number {
    return this.offsets.length;
  }

  /** @param index from 0; at {@link length} and beyond there is no offset, and this is infinity. */
  at(index: number): number {
    const offset = this.offsets[index] ?? Infinity;
    return index < this.shiftedFrom ? offset : offset + this.shift;
  }

  get all(): readonly number[] {
    return this.offsets.map((_, index) => this.at(index));
  }

  /** The index of the last one that is not greater than the offset, in logarithmic time. */
  indexOf(offset: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.at(middle) > offset) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** Puts others in the place of `count` offsets, and shifts those after them. */
  replace(index: number, count: number, others: readonly number[], shift: number): void {
    this.beginShiftAt(index + count);
    this.offsets = replaced(this.offsets, index, count, others);
    this.shiftedFrom = index + others.length;
    this.shift += shift;
  }

  private beginShiftAt(index: number): void {
    this.add(this.shiftedFrom, index, this.shift);
    this.add(index, this.shiftedFrom, -this.shift);
    this.shiftedFrom = index;
  }

  private add(from: number, to: number, difference: number): void {
    for (let index = from; index < to; index++) {
      this.offsets[index] = (this.offsets[index] ?? 0) + difference;
    }
  }
}

/** Passed to a function, many more would overflow the stack. */
const mostArguments = 1_000;

/**
 * The array with other elements in the place of `count`. Where the others are few, as after a keystroke, it is the same array: to move what is behind them takes a
 * fraction of what a copy of everything takes.
 */
export function replaced<Element>(
  array: Element[],
  index: number,
  count: number,
  others: readonly Element[],
): Element[] {
  if (others.length > mostArguments) {
    return array.slice(0, index).concat(others, array.slice(index + count));
  }
  array.splice(index, count, ...others);
  return array;
}
