import { valuesByName, type FileVariable } from './fileVariables';
import { GapBuffer } from './gapBuffer';
import type { TextEdit } from './insertHeaders';
import { readSection, sectionMark, sectionStarts, type Section } from './section';
import { ShiftedOffsets } from './shiftedOffsets';

export interface PlacedSection {
  /** Where the section begins in the whole text. */
  readonly start: number;
  readonly section: Section;
}

/**
 * The text of a `.http` file while it is edited. An edit reads again only the sections that it touches, however many others there are, and these stay the same
 * objects. What this says depends on the text alone, not on the edits that led to it.
 */
export class HttpText {
  private readonly contents: GapBuffer<Section>;
  private readonly starts: ShiftedOffsets;
  /** The indices of the sections that define variables, which are few in most files; that of the first section in any case. */
  private readonly defining: ShiftedOffsets;
  private currentLength: number;
  private currentValues: ReadonlyMap<string, string> = new Map();
  private valuesAreCurrent = false;

  constructor(text: string) {
    const starts = sectionStarts(text);
    const contents = sectionTexts(text, starts).map(readSection);
    this.contents = new GapBuffer(contents);
    this.starts = new ShiftedOffsets(starts);
    this.defining = new ShiftedOffsets(definingSections(contents, 0));
    this.currentLength = text.length;
  }

  get length(): number {
    return this.currentLength;
  }

  /** The whole text, put together anew each time. */
  get text(): string {
    return this.contents
      .slice()
      .map(({ text }) => text)
      .join('');
  }

  /** All sections in order, at least one; put together anew each time. */
  get sections(): readonly PlacedSection[] {
    return this.contents.slice().map((section, index) => ({ start: this.starts.at(index), section }));
  }

  /** Those that the characters from `start` to `end` belong to, and the one that begins at `end`. */
  sectionsBetween(start: number, end: number): readonly PlacedSection[] {
    const first = this.starts.indexOf(start);
    return this.contents
      .slice(first, this.starts.indexOf(end) + 1)
      .map((section, index) => ({ start: this.starts.at(first + index), section }));
  }

  /** The first ones, without a look at the others; all of them unless their number is given. */
  leadingSections(count?: number): readonly Section[] {
    return this.contents.slice(0, count);
  }

  /**
   * The file variables by their names; the last definition of a name counts. The same object until that changes. After the change of a definition it takes time in
   * proportion to the definitions of the file, however many sections have none: it is a new map of them all.
   */
  get values(): ReadonlyMap<string, string> {
    if (!this.valuesAreCurrent) {
      const values = valuesByName(
        this.defining.all.flatMap((index) => this.contents.at(index)?.variables ?? []),
      );
      this.currentValues = isSameMap(values, this.currentValues) ? this.currentValues : values;
      this.valuesAreCurrent = true;
    }
    return this.currentValues;
  }

  /** The section that the character after the offset belongs to; before the text the first one, and after it the last. */
  sectionAt(offset: number): PlacedSection {
    const index = this.starts.indexOf(offset);
    return { start: this.starts.at(index), section: this.contents.at(index) ?? readSection('') };
  }

  /** Offsets before the change, as the editor tells of it; those outside of the text mean its beginning or its end. */
  edit(change: TextEdit): void {
    const start = Math.min(Math.max(change.start, 0), this.currentLength);
    const end = Math.min(Math.max(change.end, start), this.currentLength);
    const first = this.firstTouched(start);
    const count = this.starts.indexOf(end) + 1 - first;
    const before = this.contents.slice(first, first + count);
    const offset = this.starts.at(first);
    const oldText = before.map(({ text }) => text).join('');
    const newText = oldText.slice(0, start - offset) + change.newText + oldText.slice(end - offset);
    const newStarts = sectionStarts(newText);
    const after = readAgain(before, sectionTexts(newText, newStarts));
    const growth = newText.length - oldText.length;
    this.contents.replace(first, count, after);
    this.starts.replace(
      first,
      count,
      newStarts.map((newStart) => offset + newStart),
      growth,
    );
    this.replaceDefining(first, count, after);
    this.currentLength += growth;
    this.valuesAreCurrent &&= isSameList(definitions(before), definitions(after));
  }

  private replaceDefining(first: number, count: number, sections: readonly Section[]): void {
    const from = first === 0 ? 0 : this.defining.indexOf(first - 1) + 1;
    const to = this.defining.indexOf(first + count - 1) + 1;
    this.defining.replace(from, to - from, definingSections(sections, first), sections.length - count);
  }

  /** A change at the mark of a section can make it a part of the one above. */
  private firstTouched(start: number): number {
    const index = this.starts.indexOf(start);
    return index > 0 && start < this.starts.at(index) + sectionMark.length ? index - 1 : index;
  }
}

function sectionTexts(text: string, starts: readonly number[]): string[] {
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

/** The sections before and after what really changed stay the same objects. */
function readAgain(before: readonly Section[], texts: readonly string[]): Section[] {
  const most = Math.min(before.length, texts.length);
  let kept = 0;
  while (kept < most && before[kept]?.text === texts[kept]) {
    kept++;
  }
  let keptAtEnd = 0;
  while (kept + keptAtEnd < most && before.at(-1 - keptAtEnd)?.text === texts.at(-1 - keptAtEnd)) {
    keptAtEnd++;
  }
  return [
    ...before.slice(0, kept),
    ...texts.slice(kept, texts.length - keptAtEnd).map(readSection),
    ...before.slice(before.length - keptAtEnd),
  ];
}

/** @param first the index of the first of them. */
function definingSections(sections: readonly Section[], first: number): number[] {
  return sections.flatMap(({ variables }, index) =>
    first + index === 0 || variables.length > 0 ? [first + index] : [],
  );
}

function definitions(sections: readonly Section[]): readonly FileVariable[] {
  return sections.flatMap(({ variables }) => variables);
}

function isSameList(some: readonly FileVariable[], others: readonly FileVariable[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, value }, index) => name === others[index]?.name && value === others[index].value)
  );
}

function isSameMap(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): boolean {
  return some.size === others.size && [...some].every(([name, value]) => others.get(name) === value);
}
