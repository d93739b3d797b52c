import * as vscode from 'vscode';
import { HttpYac } from '../httpYac';
import { FindingDocumentation } from '../findingDocumentation';
import type { Services } from '../services';
import { completionTriggers, RequestCompletionProvider } from './completionProvider';
import { CurlPasteProvider } from './curlPaste';
import { FileContexts } from './fileContext';
import { RequestHoverProvider } from './hoverProvider';
import { RequestLensProvider } from './lensProvider';
import { OpenHttpFiles } from './openHttpFiles';
import { ProfileStatus } from './profileStatus';
import { QuickFixProvider } from './quickFixes';
import { requestDocuments } from './requestDocuments';
import { RequestDiagnostics } from './requestDiagnostics';
import { ShownTokenSource } from './shownToken';

/** What the editor of request files knows of Nomba. */
export interface HttpFileEditor {
  /** To be called after every change of a token, a profile, a setting or the sharing. */
  update(): void;
  dispose(): void;
}

/** Registers everything that an open request file shows and offers. */
export function createHttpFileEditor(services: Services): HttpFileEditor {
  const { profiles, settings, clock, surroundings } = services;
  const files = new OpenHttpFiles();
  const httpYac = new HttpYac(services);
  const contexts = new FileContexts(services, () => httpYac.offersNombaToken);
  const token = new ShownTokenSource(services);
  const lenses = new RequestLensProvider({ files, contexts, token, settings });
  const status = new ProfileStatus(token);
  const diagnostics = new RequestDiagnostics({
    files,
    contexts,
    settings,
    documentation: new FindingDocumentation(surroundings.extension.extensionUri),
  });
  const quickFixes = new QuickFixProvider({
    files,
    contexts,
    diagnostics,
    profiles: () => profiles.all,
  });
  const showChange = (): void => {
    lenses.update();
    status.update();
    diagnostics.update();
  };
  const registrations = vscode.Disposable.from(
    token.onDidChange(showChange),
    // Which hosts are Nomba's, and what is shown at all, can change while the token reads the same.
    profiles.onDidChange(showChange),
    httpYac.onDidChange(showChange),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('nomba.codeLens') || event.affectsConfiguration('nomba.diagnostics')) {
        showChange();
      }
    }),
    // VS Code drops a change of lenses that comes right before their editor loses the focus, as when the answer to a request opens beside it.
    vscode.window.onDidChangeActiveTextEditor(() => {
      lenses.update();
    }),
    vscode.languages.registerCodeLensProvider(requestDocuments, lenses),
    vscode.languages.registerCompletionItemProvider(
      requestDocuments,
      new RequestCompletionProvider({ files, contexts, offersNombaToken: () => httpYac.offersNombaToken }),
      ...completionTriggers,
    ),
    vscode.languages.registerHoverProvider(
      requestDocuments,
      new RequestHoverProvider({ files, contexts, token, clock }),
    ),
    vscode.languages.registerCodeActionsProvider(requestDocuments, quickFixes, QuickFixProvider.metadata),
    vscode.languages.registerDocumentPasteEditProvider(
      requestDocuments,
      new CurlPasteProvider({ files, contexts, activeProfile: () => profiles.active }),
      CurlPasteProvider.metadata,
    ),
  );
  return {
    update: () => {
      token.update();
    },
    dispose: () => {
      registrations.dispose();
      httpYac.dispose();
      diagnostics.dispose();
      status.dispose();
      lenses.dispose();
      token.dispose();
      files.dispose();
    },
  };
}
