import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import type { NombaApi } from '../../../src/contributions';
import { extension } from '../../integration/extension';
import { readHostRun } from './hostRun';

interface ExtensionModule {
  activate(context: Pick<vscode.ExtensionContext, ContextMember>): Promise<NombaApi>;
  deactivate(): Promise<void>;
}

/** What the extension uses of its context. */
type ContextMember =
  | 'secrets'
  | 'workspaceState'
  | 'globalState'
  | 'globalStorageUri'
  | 'extension'
  | 'subscriptions'
  | 'environmentVariableCollection';

/** The editor's storage that the extension under test works with. */
export interface TestWindow {
  readonly secrets: vscode.SecretStorage;
  readonly workspaceState: vscode.Memento;
  readonly lockFolder: string;
}

/**
 * Ends the extension that VS Code has started, and starts it again with the context of another one, which was made for these tests. So it works with real storage,
 * and a look into that storage needs no door in the product.
 */
export async function restartWithOpenStorage(): Promise<TestWindow> {
  const { extensionPath } = extension();
  await extension().activate();
  const product = createRequire(__filename)(path.join(extensionPath, 'dist/extension.js')) as ExtensionModule;
  await product.deactivate();
  const lender = vscode.extensions.getExtension<vscode.ExtensionContext>(readHostRun().lenderId);
  if (lender === undefined) {
    throw new Error('VS Code does not know the extension that lends its context.');
  }
  const context = await lender.activate();
  await product.activate(context);
  const { secrets, workspaceState, globalStorageUri } = context;
  return { secrets, workspaceState, lockFolder: vscode.Uri.joinPath(globalStorageUri, 'locks').fsPath };
}
