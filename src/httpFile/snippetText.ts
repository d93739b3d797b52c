/** Text that VS Code's snippet syntax leaves as it is. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Numbers the places of one snippet that can be typed over; those of the same name are one. */
export class TabStops {
  private readonly numbers = new Map<string, number>();

  /**
   * @param name `undefined` for a place of its own.
   * @param value what stands there until something is typed.
   */
  stop(name: string | undefined, value: string): string {
    const key = name ?? `place ${this.numbers.size}`;
    const known = this.numbers.get(key);
    if (known !== undefined) {
      return `\${${known}}`;
    }
    const number = this.numbers.size + 1;
    this.numbers.set(key, number);
    return `\${${number}:${escapeSnippet(value)}}`;
  }
}
