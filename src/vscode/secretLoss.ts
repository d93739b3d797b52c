import type { Memento } from 'vscode';
import type { Disposable } from '../tokens/ports';
import { secretKeys, type EditorSecrets } from './editorSecrets';

/** `stored`: there are secrets. `told`: they were gone at a start, and the user knows. */
type Memory = 'stored' | 'told';

const memoryKey = 'nomba.secrets';

export interface SecretLossPorts {
  readonly secrets: EditorSecrets;
  readonly state: Pick<Memento, 'get' | 'update'>;
  /** Called when the secrets of an earlier window are gone, once on a machine. */
  readonly gone: () => void;
}

/**
 * Finds out whether secrets are kept on this machine. Without a keyring, and in a browser, they last until the window closes, and nothing in VS Code says so to an
 * extension; but that something was stored can be remembered elsewhere.
 */
export class SecretLoss {
  readonly #ports: SecretLossPorts;
  readonly #subscription: Disposable;

  constructor(ports: SecretLossPorts) {
    this.#ports = ports;
    this.#subscription = ports.secrets.onDidChange(({ key }) => {
      if (key === secretKeys.index) {
        void this.#remember();
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** To be called at the start of a window. Never rejects. */
  async look(): Promise<void> {
    const isStored = await this.#isStored();
    if (isStored === true && this.#memory !== 'stored') {
      // Still there at a start: they are kept by now.
      await this.#setMemory('stored');
    } else if (isStored === false && this.#memory === 'stored') {
      await this.#setMemory('told');
      this.#ports.gone();
    }
  }

  get #memory(): Memory | undefined {
    return this.#ports.state.get(memoryKey);
  }

  async #remember(): Promise<void> {
    const isStored = await this.#isStored();
    if (isStored === true && this.#memory === undefined) {
      await this.#setMemory('stored');
    } else if (isStored === false && this.#memory === 'stored') {
      // Erased by the user.
      await this.#setMemory(undefined);
    }
  }

  async #setMemory(memory: Memory | undefined): Promise<void> {
    try {
      await this.#ports.state.update(memoryKey, memory);
    } catch {
      // Then the user is told once more, or not at all.
    }
  }

  /** `undefined` when the storage does not answer: only a clear answer says that the secrets are gone. */
  async #isStored(): Promise<boolean | undefined> {
    return this.#ports.secrets.get(secretKeys.index).then(
      (index) => index !== undefined,
      () => undefined,
    );
  }
}
