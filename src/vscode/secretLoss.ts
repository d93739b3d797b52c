import type { Memento } from 'vscode';
import type { Disposable } from '../tokens/ports';
import { secretKeys, type EditorSecrets } from './editorSecrets';

/** `stored`: there are secrets. `told`: they were gone at a start, and the user knows. */
type Memory = 'stored' | 'told';

const memoryKey = 'nomba.secrets';

/**
 * Finds out whether secrets are kept on this machine. Without a keyring, and in a browser, they last until the window closes, and nothing in VS Code says so to an
 * extension; but that something was stored can be remembered elsewhere.
 */
export class SecretLoss {
  readonly #secrets: EditorSecrets;
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #subscription: Disposable;

  constructor(secrets: EditorSecrets, state: Pick<Memento, 'get' | 'update'>) {
    this.#secrets = secrets;
    this.#state = state;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === secretKeys.index) {
        void this.#remember();
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Whether the secrets of an earlier window are gone, and the user has not been told; from then on they have. */
  async isNews(): Promise<boolean> {
    const isStored = await this.#isStored();
    if (isStored === true && this.#memory !== 'stored') {
      // Still there at a start: they are kept by now.
      await this.#state.update(memoryKey, 'stored');
    }
    if (isStored !== false || this.#memory !== 'stored') {
      return false;
    }
    await this.#state.update(memoryKey, 'told');
    return true;
  }

  get #memory(): Memory | undefined {
    return this.#state.get(memoryKey);
  }

  async #remember(): Promise<void> {
    const isStored = await this.#isStored();
    if (isStored === true && this.#memory === undefined) {
      await this.#state.update(memoryKey, 'stored');
    } else if (isStored === false && this.#memory === 'stored') {
      // Erased by the user.
      await this.#state.update(memoryKey, undefined);
    }
  }

  /** `undefined` when the storage does not answer. */
  async #isStored(): Promise<boolean | undefined> {
    return this.#secrets.get(secretKeys.index).then(
      (index) => index !== undefined,
      () => undefined,
    );
  }
}
