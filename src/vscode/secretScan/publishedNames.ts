import type { Finding } from '../../httpFile/finding';
import { longestPattern, publishedSecretNames } from '../../httpFile/findings/publishedSecrets';
import { mostHits } from '../../sharing/runningSearch';

/** UTF-16 code units. A longer line is looked at in parts: a tool made it, which has put values in the place of names. */
export const longestLine = 32_768;

/** Secrets under names that are published, in a text that comes in pieces of {@link longestLine} at most. */
export class PublishedNames {
  /** The text from {@link #start} on: what is still to be looked at, and what decides about it before that. */
  #text = '';
  /** Its offset. */
  #start = 0;
  /** Offset in the whole text up to which names were looked for. */
  #done = 0;
  #found = 0;

  /** @returns what is complete with this piece of the text; the offsets are those of the whole text, and less than twice {@link longestLine} before its end. */
  push(text: string): readonly Finding[] {
    this.#text += text;
    return this.#find(completeLength(this.#text));
  }

  /** @returns what is in the last lines. */
  end(): readonly Finding[] {
    return this.#find(this.#text.length);
  }

  #find(length: number): readonly Finding[] {
    const start = this.#start;
    const [from, to] = [this.#done - start, length];
    // Most texts have no such name at all.
    const names = to > from && this.#text.includes('NOMBA', from) ? publishedSecretNames(this.#text) : [];
    const found = names
      .filter((name) => name.start >= from && name.start < to)
      .slice(0, mostHits - this.#found);
    this.#found += found.length;
    this.#done = start + Math.max(from, to);
    const kept = Math.max(0, this.#done - start - longestPattern);
    this.#text = this.#text.slice(kept);
    this.#start += kept;
    return found.map((one) => ({ ...one, start: start + one.start, end: start + one.end }));
  }
}

/** Up to a line behind which there is enough of the text to decide about all names before. */
function completeLength(text: string): number {
  const lineEnd = lineStart(text, text.length);
  if (text.length - lineEnd > longestLine) {
    return text.length;
  }
  const complete = lineStart(text, lineEnd - longestPattern);
  return text.length - complete > longestLine ? lineEnd : complete;
}

/** Where the line begins that has the character before the offset. */
function lineStart(text: string, offset: number): number {
  return offset <= 0
    ? 0
    : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
