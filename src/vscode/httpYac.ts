import * as vscode from 'vscode';
import type { Disposable } from '../tokens/ports';
import { httpYacId } from './doctor/httpClients';
import type { Services } from './services';

/**
 * Teaches httpYac `{{$nombaToken}}`, in a window in which requests are open: it starts by itself with the first of them, and is not started for this. Or later, once it is
 * installed.
 */
export class HttpYac implements vscode.Disposable {
  readonly #services: Services;
  readonly #subscription: vscode.Disposable;
  #lesson: Disposable | undefined;
  readonly #changed = new vscode.EventEmitter<undefined>();
  #isTaught = false;
  #offersNombaToken = false;
  #disposed = false;

  /** {@link offersNombaToken} has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(services: Services) {
    this.#services = services;
    this.#subscription = vscode.extensions.onDidChange(() => {
      this.#meet();
    });
    this.#meet();
  }

  /** Whether `{{$nombaToken}}` has a meaning in this window; while httpYac starts, whether it will have. */
  get offersNombaToken(): boolean {
    return this.#offersNombaToken;
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
    this.#lesson?.dispose();
    this.#lesson = undefined;
    this.#changed.dispose();
  }

  #meet(): void {
    const extension = vscode.extensions.getExtension(httpYacId);
    if (extension !== undefined && !this.#isTaught) {
      this.#isTaught = true;
      this.#offer(true);
      void this.#teach(extension);
    }
  }

  async #teach(extension: vscode.Extension<unknown>): Promise<void> {
    try {
      const exports = await extension.activate();
      const { teachNombaToken } = await import('./httpYacHook');
      if (!this.#disposed) {
        this.#lesson = teachNombaToken(exports, this.#services);
        this.#offer(this.#lesson !== undefined);
      }
    } catch (error) {
      // Of another extension, so not known to be free of secrets.
      this.#services.log.warn(`httpYac did not start: ${error instanceof Error ? error.name : typeof error}`);
      this.#offer(false);
    }
  }

  #offer(offers: boolean): void {
    if (offers !== this.#offersNombaToken) {
      this.#offersNombaToken = offers;
      this.#changed.fire(undefined);
    }
  }
}
