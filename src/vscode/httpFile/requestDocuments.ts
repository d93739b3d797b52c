import type * as vscode from 'vscode';
import { isHttpDocument } from '../../httpFile/httpDocument';

/** VS Code's ids of the languages whose code blocks REST Client and httpYac send. */
const languagesWithCodeBlocks = ['markdown', 'asciidoc'];

/** Files of nothing but requests. */
export const requestFiles: readonly vscode.DocumentFilter[] = [
  { language: 'http' },
  { pattern: '**/*.{http,rest}' },
];

/** Where requests can stand. */
export const requestDocuments: vscode.DocumentSelector = [
  ...requestFiles,
  ...languagesWithCodeBlocks.map((language) => ({ language })),
];

/** Whether requests can stand in a document. */
export function canHoldRequests(document: vscode.TextDocument): boolean {
  return isHttpDocument(document) || languagesWithCodeBlocks.includes(document.languageId);
}
