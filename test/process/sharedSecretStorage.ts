import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from '../../src/tokens/ports';
import type { EditorSecrets } from '../../src/vscode/editorSecrets';

/**
 * A secret storage in a folder, shared by processes as the desktop's is by windows. It never tells of a change: an editor may be late with that,
 * and nothing that is proved across processes may depend on it.
 */
export class SharedSecretStorage implements EditorSecrets {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(key: string): Promise<string | undefined> {
    try {
      return await readFile(this.#path(key), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async store(key: string, value: string): Promise<void> {
    // Renamed into place, so that another process never reads half of it.
    const draft = join(this.#folder, randomUUID());
    await writeFile(draft, value);
    await rename(draft, this.#path(key));
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  onDidChange(): Disposable {
    return { dispose: () => undefined };
  }

  #path(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex'));
  }
}
