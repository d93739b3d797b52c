import { httpCodeBlocks } from './codeBlocks';
import { dialectOf, sectionsThatTell, type Dialect } from './dialect';
import { isHttpDocument } from './httpDocument';
import {
  insertAuthorization,
  type HeaderField,
  type HeaderInsertion,
  type TextSelection,
} from './insertHeaders';
import { sectionStarts } from './section';
import { textLines } from './textLines';

/**
 * As {@link insertAuthorization}, for whatever the user edits: a `.http` file, or the one code block of requests, in Markdown or AsciiDoc, that all selections are in.
 *
 * @param headersIn what to insert, as the clients of the file, or of the code block, read it.
 * @returns `undefined` where no requests stand at the selections.
 */
export function insertIntoDocument(
  document: { readonly languageId: string; readonly fileName: string },
  text: string,
  selections: readonly TextSelection[],
  headersIn: (dialect: Dialect) => readonly HeaderField[],
): HeaderInsertion | undefined {
  if (isHttpDocument(document)) {
    return insertAuthorization(text, selections, headersIn(dialectOfText(text)));
  }
  const block = httpCodeBlocks(document.languageId, text).find((span) =>
    selections.every(({ start, end }) => span.start <= start && end < span.end),
  );
  if (block === undefined) {
    return undefined;
  }
  const before = text.slice(0, block.start);
  const content = text.slice(block.start, block.end);
  const { edits, requests, skipped } = insertAuthorization(
    content,
    selections.map(({ start, end }) => ({ start: start - block.start, end: end - block.start })),
    headersIn(dialectOfText(content)),
  );
  const linesBefore = [...textLines(before)].length;
  return {
    edits: edits.map((edit) => ({ ...edit, start: edit.start + block.start, end: edit.end + block.start })),
    requests,
    skipped: skipped.map((one) => ({ ...one, line: one.line + linesBefore })),
  };
}

function dialectOfText(text: string): Dialect {
  return dialectOf([{ text: text.slice(0, sectionStarts(text)[sectionsThatTell]) }]);
}
