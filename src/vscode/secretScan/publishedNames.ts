import type { Finding } from '../../httpFile/finding';
import { publishedSecretNames } from '../../httpFile/findings/publishedSecrets';
import { mostHits } from '../../sharing/runningSearch';

/** UTF-16 code units. A longer line is looked at in parts: a tool made it, which has put values in the place of names. */
export const longestLine = 32_768;

/** Secrets under names that are published, in a text that comes in pieces of {@link longestLine} at most. */
export class PublishedNames {
  /** The beginning of a line whose end is still to come. */
  #rest = '';
  /** Its offset. */
  #start = 0;
  #found = 0;

  /** @returns what is complete with this piece of the text; the offsets are those of the whole text, and less than twice {@link longestLine} before its end. */
  push(text: string): readonly Finding[] {
    const ready = this.#rest + text;
    const lineEnd = Math.max(ready.lastIndexOf('\n'), ready.lastIndexOf('\r')) + 1;
    const length = ready.length - lineEnd > longestLine ? ready.length : lineEnd;
    this.#rest = ready.slice(length);
    return this.#find(ready.slice(0, length));
  }

  /** @returns what is in the last line. */
  end(): readonly Finding[] {
    return this.#find(this.#rest);
  }

  #find(lines: string): readonly Finding[] {
    const start = this.#start;
    this.#start += lines.length;
    // Most texts have no such name at all.
    const found = lines.includes('NOMBA') ? publishedSecretNames(lines).slice(0, mostHits - this.#found) : [];
    this.#found += found.length;
    return found.map((one) => ({ ...one, start: start + one.start, end: start + one.end }));
  }
}
