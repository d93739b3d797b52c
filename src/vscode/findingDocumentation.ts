import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FindingCode } from '../httpFile/findingCodes';

interface Readme {
  readonly fileName: string;
  /** The number of the line, from 1, of each heading that names a finding. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Where findings are explained: in the README that comes with the extension. */
export class FindingDocumentation {
  readonly #extensionUri: vscode.Uri;
  #readme: Readme | undefined;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  /** The line of the README. As a file: in the hover of a problem VS Code follows no link to a command, such as the one that shows a preview. */
  linkTo(code: FindingCode): vscode.Uri {
    this.#readme ??= readReadme(this.#extensionUri.fsPath);
    const { fileName, lines } = this.#readme;
    const line = lines.get(code);
    return vscode.Uri.joinPath(this.#extensionUri, fileName).with({
      fragment: line === undefined ? '' : `L${line}`,
    });
  }
}

function readReadme(folder: string): Readme {
  try {
    // Packaging writes its name in lower case, which matters where file systems tell cases apart.
    const fileName = readdirSync(folder).find((name) => /^readme\.md$/i.test(name)) ?? 'readme.md';
    const lines = readFileSync(path.join(folder, fileName), 'utf8').split('\n');
    const headings = lines.map((text, index) => [text.trimEnd().slice('### '.length), index + 1] as const);
    return { fileName, lines: new Map(headings.filter((_, index) => lines[index]?.startsWith('### '))) };
  } catch {
    // A finding is shown without its explanation, too.
    return { fileName: 'readme.md', lines: new Map() };
  }
}
