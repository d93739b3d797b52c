import { httpCodeBlocks } from '../../httpFile/codeBlocks';
import { isHttpDocument } from '../../httpFile/httpDocument';
import type { TextSpan } from '../../httpFile/requestTarget';

/** What the editor of requests looks at of an open text: all of a file of requests, and the code blocks of requests in another. */
export function requestSpans(
  document: { readonly languageId: string; readonly fileName: string },
  text: string,
): readonly TextSpan[] {
  return isHttpDocument(document)
    ? [{ start: 0, end: text.length }]
    : httpCodeBlocks(document.languageId, text);
}
