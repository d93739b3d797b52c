import { fileVariables, type FileVariable } from './fileVariables';
import { parseRequestBlocks, type RequestBlock } from './requestBlocks';

/**
 * A part of a `.http` file that nothing before or after it can change the meaning of: from a line that begins with `###` to the next one, or what stands before
 * the first. Every offset in it counts from its own beginning, so a section stays as it is when the text above it grows. Never changed: what is derived from
 * it may be kept in a `WeakMap`.
 */
export interface Section {
  readonly text: string;
  /** More than one where httpYac begins a request without `###`. */
  readonly blocks: readonly RequestBlock[];
  readonly variables: readonly FileVariable[];
}

export function readSection(text: string): Section {
  return { text, blocks: parseRequestBlocks(text), variables: fileVariables(text) };
}
