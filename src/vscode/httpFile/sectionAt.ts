import type * as vscode from 'vscode';
import type { Section } from '../../httpFile/section';
import type { HttpRegion } from './httpRegions';

/** A section of a document, and where it is. */
export interface PlacedInDocument {
  readonly section: Section;
  /** Offset of the section in the document. */
  readonly start: number;
  readonly region: HttpRegion;
}

/** The section that a position of a document is in; `undefined` outside of code blocks. */
export function sectionAt(
  document: vscode.TextDocument,
  regions: readonly HttpRegion[],
  position: vscode.Position,
): PlacedInDocument | undefined {
  const offset = document.offsetAt(position);
  const region = regions.find(({ start, text }) => start <= offset && offset <= start + text.length);
  if (region === undefined) {
    return undefined;
  }
  const { start, section } = region.text.sectionAt(offset - region.start);
  return { section, start: region.start + start, region };
}
