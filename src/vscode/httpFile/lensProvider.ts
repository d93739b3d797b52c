import * as vscode from 'vscode';
import { tokenSource } from '../../httpFile/tokenSource';
import { isTooLarge } from '../editorToInsertInto';
import type { Settings } from '../settings';
import { othersFirst, Pacer } from '../pacer';
import type { FileContexts } from './fileContext';
import type { OpenHttpFiles } from './openHttpFiles';
import { requestLenses } from './requestLens';
import type { ShownTokenSource } from './shownToken';

/** The window has to hold and place them all. */
const mostLenses = 20_000;

export interface LensPorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  readonly token: ShownTokenSource;
  readonly settings: Settings;
}

/** What stands above each request that goes to Nomba. */
export class RequestLensProvider implements vscode.CodeLensProvider {
  readonly #ports: LensPorts;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(ports: LensPorts) {
    this.#ports = ports;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** What the lenses say has changed, although no document has. */
  update(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    cancellation: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const { files, contexts, token, settings } = this.#ports;
    // The commands refuse a file that is too large.
    if (!settings.get('nomba.codeLens.enabled') || isTooLarge(document)) {
      return [];
    }
    const uri = document.uri.toString();
    const { version } = document;
    const pacer = new Pacer(othersFirst);
    const lenses: vscode.CodeLens[] = [];
    for (const region of files.regions(document)) {
      const context = contexts.of(region.text);
      for (const { start, section } of region.text.sections) {
        await pacer.rest();
        // VS Code asks again after a change.
        if (cancellation.isCancellationRequested || document.version !== version) {
          return [];
        }
        if (lenses.length > mostLenses) {
          return lenses;
        }
        for (const request of contexts.requests(section, context)) {
          // The URL of a curl command may stand on one of its later lines.
          const position = document.positionAt(region.start + start + request.request.requestLine.start);
          const place = { uri, line: position.line };
          const source = tokenSource(request, context);
          for (const lens of requestLenses(request, source, token.current, place)) {
            const { title, tooltip, command, argument } = lens;
            const toCommand = {
              // Another space beside an icon is lost in the layout of the editor.
              title: title.replaceAll(/(\$\([\w~-]+\)) /g, '$1\u00A0'),
              tooltip,
              command,
              ...(argument !== undefined && { arguments: [argument] }),
            };
            lenses.push(new vscode.CodeLens(new vscode.Range(position, position), toCommand));
          }
        }
      }
    }
    return lenses;
  }
}
