/** Texts that wait for their turn, in the order in which they were added; each once. */
export class UriQueue {
  readonly #waiting = new Set<string>();
  /** Kept from one to the next: a new one would go over all that was taken before, which makes many take minutes. */
  #oldest = this.#waiting.values();

  get size(): number {
    return this.#waiting.size;
  }

  has(uri: string): boolean {
    return this.#waiting.has(uri);
  }

  add(uri: string): void {
    this.#waiting.add(uri);
  }

  delete(uri: string): void {
    this.#waiting.delete(uri);
  }

  clear(): void {
    this.#waiting.clear();
  }

  /** Takes the first one out. */
  take(): string | undefined {
    let oldest = this.#oldest.next();
    if (oldest.done === true) {
      this.#oldest = this.#waiting.values();
      oldest = this.#oldest.next();
    }
    if (oldest.done === true) {
      return undefined;
    }
    this.#waiting.delete(oldest.value);
    return oldest.value;
  }
}
