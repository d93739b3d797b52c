import type { Disposable } from './ports';

/** The event of the pure rooms, which cannot use the editor's. */
export class EventSource<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  listen(listener: (event: Event) => void): Disposable {
    // Wrapped, so that a function which is registered twice is also called twice, and removed one registration at a time.
    const registration = (event: Event): void => {
      listener(event);
    };
    this.#listeners.add(registration);
    return { dispose: () => this.#listeners.delete(registration) };
  }

  fire(event: Event): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        // A defect of the listener: it must show, but neither the other listeners nor the one who fires can help it.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
