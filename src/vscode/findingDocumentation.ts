import * as vscode from 'vscode';
import type { FindingCode } from '../httpFile/findingCodes';

/** Where a finding is explained: its line in the README that comes with the extension, as VS Code shows it. */
export function findingDocumentation(code: FindingCode, extensionUri: vscode.Uri): vscode.Uri {
  const readme = vscode.Uri.joinPath(extensionUri, 'README.md').with({ fragment: code });
  return vscode.Uri.from({
    scheme: 'command',
    path: 'markdown.showPreview',
    query: JSON.stringify([readme]),
  });
}
