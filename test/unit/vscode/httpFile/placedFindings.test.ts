import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { HttpText } from '../../../../src/httpFile/httpText';
import type * as PlacedFindings from '../../../../src/vscode/httpFile/placedFindings';
import { loadWithEditor } from '../loadWithEditor';

// Seen to fail when: a context is made for each block of code, wherever it stands.
describe('placedFindings', () => {
  it('looks at nothing of the blocks outside of the part', async () => {
    const { placedFindings } = await loadWithEditor<typeof PlacedFindings>('httpFile/placedFindings', {});
    const blocks = [0, 100, 200].map((start) => ({ start, text: new HttpText(`GET /${start}\n`) }));
    const judged: string[] = [];
    const ports = {
      files: { regions: () => blocks },
      contexts: {
        of: ({ text }: HttpText) => {
          judged.push(text);
        },
      },
      diagnostics: { findings: () => ['finding'] },
    } as unknown as PlacedFindings.FindingPorts;
    const found = [...placedFindings({} as vscode.TextDocument, ports, 102, 103)];
    assert.deepEqual(
      { found, judged },
      { found: [{ finding: 'finding', offset: 100 }], judged: ['GET /100\n'] },
    );
  });
});
