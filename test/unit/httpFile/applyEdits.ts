import type { TextEdit } from '../../../src/httpFile/insertHeaders';

/** Applies the edits to the text; throws an Error when they are not ascending, overlap, touch, or leave the text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const [index, { start, end, newText }] of edits.entries()) {
    if (start < position || (index > 0 && start === position) || end < start || end > text.length) {
      throw new Error(`The edit from ${start} to ${end} is out of order after ${position}.`);
    }
    result += text.slice(position, start) + newText;
    position = end;
  }
  return result + text.slice(position);
}
