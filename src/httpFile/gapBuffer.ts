/**
 * A list that is changed mostly near where it was changed last: there it has a gap, and only the elements between one place and the next are moved, not all that are behind
 * it.
 */
export class GapBuffer<Element> {
  private readonly before: Element[];
  /** Backwards, so that both ends at the gap can grow. */
  private readonly after: Element[] = [];

  constructor(elements: readonly Element[]) {
    this.before = [...elements];
  }

  get length(): number {
    return this.before.length + this.after.length;
  }

  /** @param index from 0. */
  at(index: number): Element | undefined {
    return index < this.before.length ? this.before[index] : this.after[this.length - 1 - index];
  }

  /** A copy of a part. Both count from 0; `end` is exclusive. */
  slice(start = 0, end = Infinity): Element[] {
    const { before, after, length } = this;
    const fromEnd = (index: number): number => length - Math.min(Math.max(index, before.length), length);
    return [...before.slice(start, end), ...after.slice(fromEnd(end), fromEnd(start)).reverse()];
  }

  /** Puts others in the place of `count` elements. */
  replace(index: number, count: number, others: readonly Element[]): void {
    this.moveGap(index + count);
    this.before.length = index;
    append(this.before, others);
  }

  private moveGap(index: number): void {
    append(this.after, this.before.splice(index).reverse());
    append(this.before, this.after.splice(this.length - index).reverse());
  }
}

/** Not as arguments of `push`, of which there cannot be very many. */
function append<Element>(array: Element[], others: readonly Element[]): void {
  for (const other of others) {
    array.push(other);
  }
}
