import { blockParts, type BlockParts } from './blockParts';
import { fileVariables, type FileVariable } from './fileVariables';
import { parseRequestBlocks, type RequestBlock } from './requestBlocks';
import { lineEndingBefore } from './textLines';

/**
 * A part of a `.http` file that is read without a look at what stands before or after it: from a line that begins with `###` to the next one, or what stands before
 * the first. Every offset in it counts from its own beginning, so a section stays as it is when the text above it grows. Never changed: what is derived from
 * it may be kept in a `WeakMap`.
 */
export interface Section {
  readonly text: string;
  /** More than one where httpYac begins a request without `###`. */
  readonly blocks: readonly RequestBlock[];
  readonly variables: readonly FileVariable[];
}

/** What a section begins with, except at the beginning of a text. An indented one is none: only httpYac ends a request there. */
export const sectionMark = '###';

export function readSection(text: string): Section {
  return { text, blocks: parseRequestBlocks(text), variables: fileVariables(text) };
}

const knownParts = new WeakMap<RequestBlock, BlockParts>();

/** What a block of a section consists of. Read when it is first asked for, and kept as long as the section. */
export function partsOf({ text }: Section, block: RequestBlock): BlockParts {
  const known = knownParts.get(block);
  if (known !== undefined) {
    return known;
  }
  const parts = blockParts(text, block);
  knownParts.set(block, parts);
  return parts;
}

/** Where the sections of a text begin; the first one at 0, even if the text is empty. Takes time in proportion to the text. */
export function sectionStarts(text: string): number[] {
  const starts = [0];
  for (
    let mark = text.indexOf(sectionMark);
    mark !== -1;
    mark = text.indexOf(sectionMark, mark + sectionMark.length)
  ) {
    if (lineEndingBefore(text, mark) !== '') {
      starts.push(mark);
    }
  }
  return starts;
}
