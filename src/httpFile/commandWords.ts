/** The words of one command, while it is read. */
export class CommandWords {
  private readonly finished: string[] = [];
  private current: string | undefined;

  get isInWord(): boolean {
    return this.current !== undefined;
  }

  /** An empty text begins a word, too: `''` is one. */
  add(text: string): void {
    this.current = (this.current ?? '') + text;
  }

  endWord(): void {
    if (this.current !== undefined) {
      this.finished.push(this.current);
      this.current = undefined;
    }
  }

  all(): readonly string[] {
    this.endWord();
    return this.finished;
  }
}

/**
 * Whether the command is over at an operator between words. What a pipe leads to has nothing to do with the request; a second command, or a file, does.
 *
 * @returns `undefined` where that cannot be made a request.
 */
export function endsCommand(text: string, index: number): true | undefined {
  return text[index] === '|' || ['', ';'].includes(text.slice(index).trim()) ? true : undefined;
}

/** People paste addresses with `&` in them without the quotes that a shell wants. */
export function isPartOfAddress(text: string, index: number): boolean {
  return text[index] === '&' && /[^\s&]/.test(text[index + 1] ?? '') && /[^\s&]/.test(text[index - 1] ?? '');
}
