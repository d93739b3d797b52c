import { createHash, randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventSource } from '../../src/tokens/eventSource';
import type { Disposable } from '../../src/tokens/ports';
import type { EditorSecrets } from '../../src/vscode/editorSecrets';

/** How an editor tells a window that a secret has changed, in whichever window that was. */
export type ChangeEvents = 'prompt' | 'late' | 'twice' | 'never';

/** ms. */
const shortestDelay = 300;
/** ms. Longer than some tokens of the tests live, so that an event may come when what it tells of has been replaced. */
const longestDelay = 3_000;

/** A secret storage in a folder, shared by processes as the desktop's is by windows. */
export class SharedSecretStorage implements EditorSecrets {
  readonly #folder: string;
  readonly #events: ChangeEvents;
  readonly #changes = new EventSource<{ readonly key: string }>();
  /** A file's name does not say of which key it is; but nobody wants to know of a key that they have never asked for. */
  readonly #keys = new Map<string, string>();
  #isWatching = false;

  constructor(folder: string, events: ChangeEvents = 'never') {
    this.#folder = folder;
    this.#events = events;
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

  onDidChange(listener: (event: { readonly key: string }) => void): Disposable {
    if (this.#events !== 'never' && !this.#isWatching) {
      this.#isWatching = true;
      // It ends with the process, which it does not keep running.
      watch(this.#folder, { persistent: false }, (_event, name) => {
        const key = this.#keys.get(name ?? '');
        if (key !== undefined) {
          this.#tell(key);
        }
      });
    }
    return this.#changes.listen(listener);
  }

  #tell(key: string): void {
    if (this.#events === 'late') {
      const delay = shortestDelay + (longestDelay - shortestDelay) * Math.random();
      setTimeout(() => {
        this.#changes.fire({ key });
      }, delay).unref();
      return;
    }
    this.#changes.fire({ key });
    if (this.#events === 'twice') {
      this.#changes.fire({ key });
    }
  }

  #path(key: string): string {
    const name = createHash('sha256').update(key).digest('hex');
    this.#keys.set(name, key);
    return join(this.#folder, name);
  }
}
