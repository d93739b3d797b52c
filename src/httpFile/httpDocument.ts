/** Whether an editor's document is a file of requests, where headers are edited; Markdown with `http` code blocks is not. */
export function isHttpDocument(document: {
  readonly languageId: string;
  readonly fileName: string;
}): boolean {
  // The language id comes from a client extension; without one, or with another association, the file's name still tells.
  return document.languageId === 'http' || /\.(?:http|rest)$/i.test(document.fileName);
}
