import * as vscode from 'vscode';
import { requestFromCurl } from '../../httpFile/curlCommand';
import { httpRequestText } from '../../httpFile/curlRequest';
import { reference } from '../../httpFile/dialect';
import { separatedRequest, textsAround } from '../../httpFile/separatedRequest';
import type { Profile } from '../../profiles/profile';
import type { FileContexts } from './fileContext';
import { fileDialect } from './fileDialect';
import type { OpenHttpFiles } from './openHttpFiles';
import { sectionAt } from './sectionAt';

const kind = vscode.DocumentDropOrPasteEditKind.Text.append('nomba', 'request');

/** Characters. Longer text is no command that somebody has copied. */
const longestCommand = 1_000_000;

export interface CurlPastePorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  /** That of the window. */
  readonly activeProfile: () => Profile | undefined;
}

/** Offers to paste a curl command for Nomba as a request, with references in the place of its token and secret. */
export class CurlPasteProvider implements vscode.DocumentPasteEditProvider {
  static readonly metadata: vscode.DocumentPasteProviderMetadata = {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: ['text/plain'],
  };

  readonly #ports: CurlPastePorts;

  constructor(ports: CurlPastePorts) {
    this.#ports = ports;
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    dataTransfer: vscode.DataTransfer,
  ): Promise<vscode.DocumentPasteEdit[] | undefined> {
    const command = await dataTransfer.get('text/plain')?.asString();
    const [range] = ranges;
    if (
      command === undefined ||
      range === undefined ||
      command.length > longestCommand ||
      !/^\s{0,100}(?:[$>%] )?curl\b/i.test(command)
    ) {
      return undefined;
    }
    const { files, contexts, activeProfile } = this.#ports;
    const placed = sectionAt(document, files.regions(document), range.start);
    if (placed === undefined) {
      return undefined;
    }
    const dialect = fileDialect(placed);
    const curl = requestFromCurl(command, (variable) => reference(dialect, variable));
    if (curl === undefined) {
      return undefined;
    }
    const profile = activeProfile();
    const { values, environment, customHosts } = contexts.of(placed.region.text);
    const from = document.offsetAt(range.start) - placed.region.start;
    const to = document.offsetAt(range.end) - placed.region.start;
    const lineEnding = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    const text = httpRequestText(curl, {
      values,
      environment,
      customHosts,
      ...(profile !== undefined && { profile }),
      dialect,
      lineEnding,
    });
    if (text === undefined) {
      return undefined;
    }
    const edit = new vscode.DocumentPasteEdit(
      separatedRequest(text, textsAround(placed.region.text, from, to), lineEnding),
      'Paste as a Nomba request without token',
      kind,
    );
    // After plain text: offered in the list of ways to paste, not done unasked.
    edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
    return [edit];
  }
}
