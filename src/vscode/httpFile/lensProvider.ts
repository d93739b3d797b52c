import * as vscode from 'vscode';
import { tokenSource } from '../../httpFile/tokenSource';
import type { Settings } from '../settings';
import type { FileContexts } from './fileContext';
import type { OpenHttpFiles } from './openHttpFiles';
import { requestLenses } from './requestLens';
import type { ShownTokenSource } from './shownToken';

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

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { files, contexts, token, settings } = this.#ports;
    if (!settings.get('nomba.codeLens.enabled')) {
      return [];
    }
    const uri = document.uri.toString();
    const lenses: vscode.CodeLens[] = [];
    for (const region of files.regions(document)) {
      const context = contexts.of(region.text.values);
      for (const { start, section } of region.text.sections) {
        for (const request of contexts.requests(section, context)) {
          const position = document.positionAt(region.start + start + request.target.urlSpan.start);
          const place = { uri, line: position.line };
          const source = tokenSource(request, context.values);
          for (const lens of requestLenses(request, source, token.current, place)) {
            const { title, tooltip, command, argument } = lens;
            const toCommand = {
              title,
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
