/** The calls that a `hold` fault has stopped. */
export class HeldCalls {
  #release: (() => void)[] = [];

  /** Resolves with the next releaseAll(). */
  async wait(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#release.push(resolve);
    });
  }

  /** Lets every held call go on; calls that come later are not concerned. */
  releaseAll(): void {
    const release = this.#release;
    this.#release = [];
    for (const resolve of release) {
      resolve();
    }
  }
}
