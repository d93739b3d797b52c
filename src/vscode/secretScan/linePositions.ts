/** As VS Code counts: both from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Turns offsets into lines and characters, in a text that comes in pieces and is not kept. Lines end as VS Code has it: CR LF, LF, or CR. */
export class LinePositions {
  readonly #kept: number;
  /** Where the last lines begin: those of the last `kept` code units, and the one before. */
  #starts: number[] = [0];
  #firstLine = 0;
  #seen = 0;
  #endsWithReturn = false;

  /** @param kept how far back an offset may lie from the end of what was pushed. */
  constructor(kept: number) {
    this.#kept = kept;
  }

  push(text: string): void {
    // Not the last of them if it is at the very end: a line feed may still move it.
    const recent = this.#starts.findLastIndex((start) => start < this.#seen - this.#kept);
    if (recent > 0) {
      this.#starts = this.#starts.slice(recent);
      this.#firstLine += recent;
    }
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit === lineFeed && this.#endsWithReturn) {
        // It belongs to the line ending before it.
        this.#starts[this.#starts.length - 1] = this.#seen + index + 1;
      } else if (unit === lineFeed || unit === carriageReturn) {
        this.#starts.push(this.#seen + index + 1);
      }
      this.#endsWithReturn = unit === carriageReturn;
    }
    this.#seen += text.length;
  }

  of(offset: number): Position {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      [low, high] = (this.#starts[middle] ?? 0) <= offset ? [middle, high] : [low, middle - 1];
    }
    return { line: this.#firstLine + low, character: offset - (this.#starts[low] ?? 0) };
  }
}
