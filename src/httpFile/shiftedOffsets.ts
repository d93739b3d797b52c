import { GapBuffer } from './gapBuffer';

/**
 * Ascending offsets in a text or a list, the first of which is 0. Those from some index on are kept without a shift that they have in common: an edit shifts all offsets
 * after it, and the next edit is mostly near by, so that few have to be brought up to date.
 */
export class ShiftedOffsets {
  private readonly offsets: GapBuffer<number>;
  private shiftedFrom = 0;
  private shift = 0;

  constructor(offsets: readonly number[]) {
    this.offsets = new GapBuffer(offsets);
  }

  get length(): number {
    return this.offsets.length;
  }

  /** @param index from 0; at {@link length} and beyond there is no offset, and this is infinity. */
  at(index: number): number {
    const offset = this.offsets.at(index) ?? Infinity;
    return index < this.shiftedFrom ? offset : offset + this.shift;
  }

  get all(): readonly number[] {
    return this.offsets.slice().map((_, index) => this.at(index));
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
    this.offsets.replace(index, count, others);
    this.shiftedFrom = index + others.length;
    this.shift += shift;
  }

  private beginShiftAt(index: number): void {
    this.add(this.shiftedFrom, index, this.shift);
    this.add(index, this.shiftedFrom, -this.shift);
    this.shiftedFrom = index;
  }

  private add(from: number, to: number, difference: number): void {
    if (from < to) {
      const offsets = this.offsets.slice(from, to);
      this.offsets.replace(
        from,
        to - from,
        offsets.map((offset) => offset + difference),
      );
    }
  }
}
