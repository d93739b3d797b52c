import type { SecretStorageChangeEvent } from 'vscode';
import { EventSource } from '../../src/tokens/eventSource';
import type { Disposable } from '../../src/tokens/ports';
import type { EditorSecrets } from '../../src/vscode/editorSecrets';

/** The editor's secret storage, in memory. Share one object between two "windows": both hear of every change, their own included. */
export class FakeSecretStorage implements EditorSecrets {
  readonly values = new Map<string, string>();
  readonly #changes = new EventSource<SecretStorageChangeEvent>();

  async get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(key));
  }

  async store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    return this.#announce(key);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
    return this.#announce(key);
  }

  onDidChange(listener: (event: SecretStorageChangeEvent) => void): Disposable {
    return this.#changes.listen(listener);
  }

  async #announce(key: string): Promise<void> {
    queueMicrotask(() => {
      this.#changes.fire({ key });
    });
    return Promise.resolve();
  }
}
