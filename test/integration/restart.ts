import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import type { NombaApi } from '../../src/contributions';
import type { TerminalEnvironment } from '../../src/sharing/terminalVariables';
import type { EditorSecrets } from '../../src/vscode/editorSecrets';
import { FakeTerminalEnvironment } from '../fakes/fakeTerminalEnvironment';
import { extension } from './extension';
import { readRunFile } from './runFile';

/** What the extension uses of its context. */
interface Context extends Pick<
  vscode.ExtensionContext,
  'workspaceState' | 'globalStorageUri' | 'extension' | 'subscriptions'
> {
  readonly secrets: EditorSecrets;
  readonly globalState: vscode.Memento;
  readonly environmentVariableCollection: TerminalEnvironment;
}

interface ExtensionModule {
  activate(context: Context): Promise<NombaApi>;
  deactivate(): Promise<void>;
}

let subscriptions: vscode.Disposable[] = [];

/**
 * Ends the extension and starts it again over a storage of the test's choosing, as if in a new window, so that a fault of the storage needs no door in the product.
 * What VS Code started cannot be had back: for suites that have their window to themselves.
 *
 * @param globalState what the extension remembers of earlier windows.
 */
export async function restartOver(
  secrets: EditorSecrets,
  globalState: vscode.Memento = new MemoryOfTest(),
): Promise<NombaApi> {
  const product = createRequire(__filename)(
    path.join(extension().extensionPath, 'dist/extension.js'),
  ) as ExtensionModule;
  await product.deactivate();
  vscode.Disposable.from(...subscriptions).dispose();
  subscriptions = [];
  return product.activate({
    secrets,
    workspaceState: new MemoryOfTest(),
    globalState,
    environmentVariableCollection: new FakeTerminalEnvironment(),
    // Beside the user's settings, where everything is searched for secrets in the end.
    globalStorageUri: vscode.Uri.file(path.join(path.dirname(readRunFile().userSettingsFile), 'nomba-test')),
    extension: extension(),
    subscriptions,
  });
}

/** Lasts as long as the test wants. */
export class MemoryOfTest implements vscode.Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<Value>(key: string, instead?: Value): Value {
    return (this.#values.has(key) ? this.#values.get(key) : instead) as Value;
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }
}
