import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { HttpText } from '../../../../src/httpFile/httpText';
import type { FindingPorts } from '../../../../src/vscode/httpFile/placedFindings';
import type * as WorkspaceFix from '../../../../src/vscode/httpFile/workspaceFix';
import { loadWithEditor } from '../loadWithEditor';

const finding = {
  code: 'token-literal',
  start: 0,
  end: 3,
  message: '',
  fixes: [{ kind: 'edits', title: 'Mend', everywhere: true, edits: [{ start: 0, end: 3, newText: 'PUT' }] }],
};

/** Where the fix would edit, when these are open and the workspace has no other. */
async function edited(...open: readonly string[]): Promise<readonly string[]> {
  const places: string[] = [];
  const documents = open.map((place) => ({
    languageId: 'http',
    fileName: 'a.http',
    uri: { scheme: place.slice(0, place.indexOf(':')), toString: () => place },
    positionAt: () => 0,
  }));
  const { editOfWorkspace } = await loadWithEditor<typeof WorkspaceFix>('httpFile/workspaceFix', {
    CodeAction: Object,
    CodeActionKind: {},
    Range: Object,
    TextEdit: { replace: () => ({}) },
    WorkspaceEdit: class {
      replace(uri: vscode.Uri): void {
        places.push(uri.toString());
      }
    },
    workspace: {
      textDocuments: documents,
      findFiles: async () => Promise.resolve([]),
      openTextDocument: async (uri: vscode.Uri) =>
        Promise.resolve(documents.find((document) => document.uri.toString() === uri.toString())),
      fs: { isWritableFileSystem: (scheme: string) => scheme === 'vscode-vfs' },
    },
  });
  const ports = {
    files: { regions: () => [{ start: 0, text: new HttpText('GET /\n') }] },
    contexts: { of: () => ({}) },
    diagnostics: { findings: () => [finding] },
  } as unknown as FindingPorts;
  await editOfWorkspace('token-literal', ports, {
    isCancellationRequested: false,
  } as vscode.CancellationToken);
  return places;
}

// Seen to fail when: what is open is not asked whether it can be written; only what is in a file is.
describe('the fix of the whole workspace', () => {
  it('edits what is open and can be written: not a side of a comparison', async () => {
    const open = [
      'file:/a.http',
      'git:/a.http',
      'untitled:b',
      'vscode-vfs:/c.http',
      'vscode-notebook-cell:/d#1',
    ];
    assert.deepEqual(
      await edited(...open),
      open.filter((place) => !place.startsWith('git')),
    );
  });
});
