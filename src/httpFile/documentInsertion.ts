import { httpCodeBlocks } from './codeBlocks';
import { isHttpDocument } from './httpDocument';
import {
  insertAuthorization,
  type HeaderField,
  type HeaderInsertion,
  type TextSelection,
} from './insertHeaders';
import { textLines } from './textLines';

/**
 * As {@link insertAuthorization}, for whatever the user edits: a `.http` file, or the one code block of requests, in Markdown or AsciiDoc, that all selections are in.
 *
 * @returns `undefined` where no requests stand at the selections.
 */
export function insertIntoDocument(
  document: { readonly languageId: string; readonly fileName: string },
  text: string,
  selections: readonly TextSelection[],
  headers: readonly HeaderField[],
): HeaderInsertion | undefined {
  if (isHttpDocument(document)) {
    return insertAuthorization(text, selections, headers);
  }
  const block = httpCodeBlocks(document.languageId, text).find((span) =>
    selections.every(({ start, end }) => span.start <= start && end < span.end),
  );
  if (block === undefined) {
    return undefined;
  }
  const before = text.slice(0, block.start);
  const { edits, requests, skipped } = insertAuthorization(
    text.slice(block.start, block.end),
    selections.map(({ start, end }) => ({ start: start - block.start, end: end - block.start })),
    headers,
  );
  const linesBefore = [...textLines(before)].length;
  return {
    edits: edits.map((edit) => ({ ...edit, start: edit.start + block.start, end: edit.end + block.start })),
    requests,
    skipped: skipped.map((one) => ({ ...one, line: one.line + linesBefore })),
  };
}
