import * as vscode from 'vscode';
import type { Finding, FindingContext } from '../../httpFile/finding';
import { findings } from '../../httpFile/findings';
import type { Section } from '../../httpFile/section';
import type { Settings } from '../settings';
import { printable } from '../../profiles/printable';
import { withCancellableProgress } from '../cancellableProgress';
import type { FindingDocumentation } from '../findingDocumentation';
import { findingSeverity } from '../findingSeverity';
import { othersFirst, Pacer } from '../pacer';
import { isWritableDocument } from '../writableText';
import type { FileContexts } from './fileContext';
import type { HttpRegion } from './httpRegions';
import type { OpenHttpFiles } from './openHttpFiles';
import { canHoldRequests } from './requestDocuments';

/** ms. Short enough to seem immediate, long enough not to run at each key of a fast typist. */
const pause = 250;

/** Characters. To look through more may take a while. */
const largeFile = 1_000_000;

export interface DiagnosticPorts {
  readonly files: OpenHttpFiles;
  readonly contexts: FileContexts;
  readonly settings: Settings;
  readonly documentation: FindingDocumentation;
}

/** The findings of one section with the code of each. Kept until the section or what it is judged by changes. */
interface KnownFindings {
  readonly context: FindingContext;
  readonly findings: readonly Finding[];
}

/** What is wrong with the requests of open files, as problems of the editor. */
export class RequestDiagnostics implements vscode.Disposable {
  readonly #ports: DiagnosticPorts;
  readonly #collection = vscode.languages.createDiagnosticCollection('nomba');
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #subscription: vscode.Disposable;
  /** Large documents whose search the user has cancelled: it is not begun again while they are open. */
  readonly #givenUp = new WeakSet<vscode.TextDocument>();
  #known = new WeakMap<Section, KnownFindings>();

  constructor(ports: DiagnosticPorts) {
    this.#ports = ports;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#schedule(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          this.#schedule(document);
        }
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        clearTimeout(this.#timers.get(document));
        this.#timers.delete(document);
        this.#collection.delete(document.uri);
      }),
    );
    this.update();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#timers.forEach((timer) => {
      clearTimeout(timer);
    });
    this.#timers.clear();
    this.#collection.dispose();
  }

  /** Something that findings depend on has changed: the profile, its token, a setting. */
  update(): void {
    vscode.workspace.textDocuments.forEach((document) => {
      this.#schedule(document);
    });
  }

  /** The findings of a section, from memory if nothing has changed. */
  findings(section: Section, context: FindingContext): readonly Finding[] {
    const known = this.#known.get(section);
    if (known?.context === context) {
      return known.findings;
    }
    const found = findings(section, context);
    this.#known.set(section, { context, findings: found });
    return found;
  }

  #schedule(document: vscode.TextDocument): void {
    if (!canHoldRequests(document) || !isWritableDocument(document) || document.isClosed) {
      return;
    }
    clearTimeout(this.#timers.get(document));
    this.#timers.set(
      document,
      setTimeout(() => {
        this.#timers.delete(document);
        void this.#look(document);
      }, pause),
    );
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const regions = this.#ports.files.regions(document);
    const size = regions.reduce((sum, { text }) => sum + text.length, 0);
    if (size <= largeFile) {
      await this.#publish(document, regions);
    } else if (!this.#givenUp.has(document)) {
      const name = printable(vscode.workspace.asRelativePath(document.uri));
      await withCancellableProgress(`Looking for problems in ${name}…`, async (signal) => {
        signal.addEventListener('abort', () => this.#givenUp.add(document), { once: true });
        await this.#publish(document, regions, signal);
      });
    }
  }

  async #publish(
    document: vscode.TextDocument,
    regions: readonly HttpRegion[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { version } = document;
    const diagnostics: vscode.Diagnostic[] = [];
    const pacer = new Pacer(othersFirst);
    for (const region of regions) {
      const context = this.#ports.contexts.of(region.text);
      for (const { start, section } of region.text.sections) {
        for (const finding of this.findings(section, context)) {
          diagnostics.push(...this.#diagnostic(document, region, start, finding));
        }
        await pacer.rest();
        // After a change another look is scheduled by then.
        if (document.version !== version || document.isClosed || signal?.aborted === true) {
          return;
        }
      }
    }
    // What is set anew closes a menu that is open over it, even if it is the same.
    if (!isSame(diagnostics, this.#collection.get(document.uri) ?? [])) {
      this.#collection.set(document.uri, diagnostics);
    }
  }

  /** None where the user has turned its code off. */
  #diagnostic(
    document: vscode.TextDocument,
    region: HttpRegion,
    sectionStart: number,
    { code, start, end, message }: Finding,
  ): vscode.Diagnostic[] {
    const severity = findingSeverity(code, this.#ports.settings);
    if (severity === undefined) {
      return [];
    }
    const offset = region.start + sectionStart;
    const range = new vscode.Range(document.positionAt(offset + start), document.positionAt(offset + end));
    const diagnostic = new vscode.Diagnostic(range, message, severity);
    diagnostic.source = 'Nomba';
    diagnostic.code = { value: code, target: this.#ports.documentation.linkTo(code) };
    return [diagnostic];
  }
}

function isSame(some: readonly vscode.Diagnostic[], others: readonly vscode.Diagnostic[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ range, severity, message }, index) => {
      const other = others[index];
      return (
        other !== undefined &&
        other.range.isEqual(range) &&
        other.severity === severity &&
        other.message === message
      );
    })
  );
}
