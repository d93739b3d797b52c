import * as vscode from 'vscode';
import { hoverAt, type Hover } from '../../httpFile/hovers';
import { findJsonWebTokens } from '../../httpFile/jsonWebToken';
import { withheldTokens } from '../../httpFile/lackOfToken';
import type { Clock } from '../../tokens/ports';
import type { FileContexts } from './fileContext';
import type { OpenHttpFiles } from './openHttpFiles';
import { sectionAt } from './sectionAt';
import type { ShownTokenSource } from './shownToken';
import { tokenFacts } from './tokenFacts';

export interface HoverPorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  readonly token: ShownTokenSource;
  readonly clock: Clock;
}

/** What a reference, a path or a token stands for. Never the value of a secret. */
export class RequestHoverProvider implements vscode.HoverProvider {
  readonly #ports: HoverPorts;

  constructor(ports: HoverPorts) {
    this.#ports = ports;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const placed = sectionAt(document, this.#ports.files.regions(document), position);
    if (placed === undefined) {
      return undefined;
    }
    const { section, start, region } = placed;
    const offset = document.offsetAt(position) - start;
    const hover = (markdown: vscode.MarkdownString, from: number, to: number): vscode.Hover =>
      new vscode.Hover(
        markdown,
        new vscode.Range(document.positionAt(start + from), document.positionAt(start + to)),
      );
    const token = findJsonWebTokens(section.text).find((span) => span.start <= offset && offset <= span.end);
    if (token !== undefined) {
      return hover(this.#tokenText(section.text.slice(token.start, token.end)), token.start, token.end);
    }
    const found = hoverAt(section, offset, this.#ports.contexts.of(region.text));
    return found && hover(this.#text(found), found.start, found.end);
  }

  #text(found: Hover): vscode.MarkdownString {
    const text = new vscode.MarkdownString('', true);
    if (found.kind === 'request') {
      const { entry } = found;
      text.appendMarkdown('**').appendText(entry.title).appendMarkdown('**\n\n');
      text.appendText(entry.description);
      return entry.movesMoney ? text.appendMarkdown('\n\n$(warning) Moves money.') : text;
    }
    const { profile, current } = this.#ports.token;
    text.appendMarkdown(`\`${found.variable}\`: `).appendText(found.meaning).appendMarkdown('\n\n');
    if (profile === undefined) {
      return text.appendText('There is no Nomba profile yet.');
    }
    text.appendText(current.label);
    if (current.withheld !== undefined) {
      text.appendMarkdown('\n\n').appendText(`Not shared: ${withheldTokens[current.withheld].reason}`);
    }
    return text;
  }

  #tokenText(token: string): vscode.MarkdownString {
    const text = new vscode.MarkdownString('', true);
    const { isNomba, facts } = tokenFacts(token, this.#ports.clock.now());
    text.appendMarkdown(
      isNomba
        ? '$(warning) A Nomba token in the file: it expires here, and is easily committed. Use a reference in its place.\n\n'
        : '$(warning) A token in the file, where it should not be: it is easily committed.\n\n',
    );
    for (const [term, value] of facts) {
      text.appendMarkdown(`${term}: `).appendText(value).appendMarkdown('  \n');
    }
    return text;
  }
}
