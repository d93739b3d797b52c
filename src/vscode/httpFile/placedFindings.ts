import * as vscode from 'vscode';
import type { Finding } from '../../httpFile/finding';
import type { TextEdit } from '../../httpFile/insertHeaders';
import type { FileContexts } from './fileContext';
import type { OpenHttpFiles } from './openHttpFiles';
import type { RequestDiagnostics } from './requestDiagnostics';

export interface FindingPorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  readonly diagnostics: RequestDiagnostics;
}

/** A finding, and the offset in the document that its own offsets count from. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly offset: number;
}

/** The findings in the sections that a part of a document is in; by default in all of it. */
export function* placedFindings(
  document: vscode.TextDocument,
  { files, contexts, diagnostics }: FindingPorts,
  from = 0,
  to = Infinity,
): Generator<PlacedFinding> {
  for (const region of files.regions(document)) {
    if (region.start > to || region.start + region.text.length < from) {
      continue;
    }
    const context = contexts.of(region.text);
    for (const { start, section } of region.text.sectionsBetween(from - region.start, to - region.start)) {
      for (const finding of diagnostics.findings(section, context)) {
        yield { finding, offset: region.start + start };
      }
    }
  }
}

/** @param offset in the document, that those of the edits count from. */
export function textEdits(
  document: vscode.TextDocument,
  offset: number,
  edits: readonly TextEdit[],
): vscode.TextEdit[] {
  return edits.map(({ start, end, newText }) =>
    vscode.TextEdit.replace(
      new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + end)),
      newText,
    ),
  );
}
