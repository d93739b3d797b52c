import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import type { FoundByUri, SecretQuickFixes } from '../../../../src/vscode/secretScan/secretQuickFixes';
import { loadWithEditor } from '../loadWithEditor';

// Seen to fail when: the nearest .gitignore is not chosen; a file that is ignored, or in no repository, can be added.
describe('the quick fix that has git ignore a file', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'nomba-ignore-fix-')));
    await mkdir(path.join(folder, 'sub/inner'), { recursive: true });
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** The titles, and what is done to which file. */
  async function offered(isNotIgnored = true): Promise<unknown> {
    const done: unknown[] = [];
    const nameOf = (uri: { readonly fsPath: string }): string => path.relative(folder, uri.fsPath);
    const module = await loadWithEditor<{ SecretQuickFixes: typeof SecretQuickFixes }>(
      'secretScan/secretQuickFixes',
      {
        Uri: { file: (fsPath: string) => ({ fsPath }) },
        Position: class {
          readonly offset = 0;
        },
        DiagnosticSeverity: {},
        CodeActionKind: {},
        CodeAction: class {
          readonly title: string;

          constructor(title: string) {
            this.title = title;
          }
        },
        WorkspaceEdit: class {
          createFile(uri: { readonly fsPath: string }, options: object): void {
            done.push(['create', nameOf(uri), options]);
          }

          insert(uri: { readonly fsPath: string }, { offset }: { offset: number }, text: string): void {
            done.push(['insert', nameOf(uri), offset, text]);
          }
        },
        workspace: {
          openTextDocument: async ({ fsPath }: { readonly fsPath: string }) => {
            const text = await readFile(fsPath, 'utf8');
            return { getText: () => text, positionAt: (offset: number) => ({ offset }) };
          },
        },
      },
    );
    const uri = { fsPath: path.join(folder, 'sub/inner/notes.md') };
    const found: FoundByUri = { found: () => [], isNotIgnored: () => isNotIgnored };
    const diagnostics = [{ source: 'Nomba', code: { value: 'own-secret' } }];
    const actions = await new module.SecretQuickFixes(found).provideCodeActions(
      { uri } as unknown as vscode.TextDocument,
      {} as unknown as vscode.Range,
      { diagnostics } as unknown as vscode.CodeActionContext,
    );
    return { titles: actions.map(({ title }) => title), done };
  }

  const titles = ['Add This File to .gitignore'];
  const create = (file: string): unknown => ['create', file, { ignoreIfExists: true }];

  it('makes a .gitignore at the root of the repository, and adds the file to the nearest where there is one', async () => {
    await mkdir(path.join(folder, '.git'));
    const made = await offered();
    await writeFile(path.join(folder, '.gitignore'), 'logs\n');
    const atRoot = await offered();
    await writeFile(path.join(folder, 'sub/.gitignore'), 'a\r\nb');
    const nearest = await offered();
    assert.deepEqual(
      [made, atRoot, nearest],
      [
        {
          titles,
          done: [create('.gitignore'), ['insert', '.gitignore', 0, '/sub/inner/notes.md\n']],
        },
        {
          titles,
          done: [create('.gitignore'), ['insert', '.gitignore', 5, '/sub/inner/notes.md\n']],
        },
        {
          titles,
          done: [create('sub/.gitignore'), ['insert', 'sub/.gitignore', 4, '\r\n/inner/notes.md\r\n']],
        },
      ],
    );
  });

  it('is not offered outside of a repository, nor where git ignores or tracks the file', async () => {
    const outside = await offered();
    await mkdir(path.join(folder, '.git'));
    assert.deepEqual(
      [outside, await offered(false)],
      [
        { titles: [], done: [] },
        { titles: [], done: [] },
      ],
    );
  });
});
