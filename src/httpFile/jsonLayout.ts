/** Deeper than any request, and a bound for how much longer the text becomes. */
const deepest = 32;

/** What stands for a text or a number in JSON. @param key of the object member that it is in. */
export type JsonValue = (key: string, value: string) => string;

/**
 * The JSON text with each member on its own line. Numbers and texts stay as they are written unless they are replaced: parsing and printing would change what
 * JavaScript's numbers cannot hold.
 *
 * @returns `undefined` for a text that is not JSON, no object or array, or nested more than 32 levels.
 */
export function layOutJson(text: string, valueFor: JsonValue, lineEnding: string): string | undefined {
  return /^\s*[{[]/.test(text) && isJson(text)
    ? new JsonLayout(text, valueFor, lineEnding).text()
    : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads text that is JSON for sure. */
class JsonLayout {
  private readonly source: string;
  private readonly valueFor: JsonValue;
  private readonly lineEnding: string;
  private readonly pieces: string[] = [];
  /** The keys of the members that are open; elements of an array belong to the array's. */
  private readonly keys: string[] = [''];
  private index = 0;

  constructor(source: string, valueFor: JsonValue, lineEnding: string) {
    this.source = source;
    this.valueFor = valueFor;
    this.lineEnding = lineEnding;
  }

  text(): string | undefined {
    for (; this.index < this.source.length; this.index++) {
      const character = this.source[this.index] ?? '';
      if (character === '{' || character === '[') {
        if (this.keys.length > deepest) {
          return undefined;
        }
        this.open(character);
      } else if (character === '}' || character === ']') {
        this.keys.pop();
        this.pieces.push(this.newLine(), character);
      } else if (character === ',') {
        this.pieces.push(',', this.newLine());
      } else if (character === '"') {
        this.string();
      } else if (!/\s/.test(character)) {
        this.scalar();
      }
    }
    return this.pieces.join('');
  }

  private open(bracket: string): void {
    const next = this.afterSpace(this.index + 1);
    const isEmpty = this.source[next] === (bracket === '{' ? '}' : ']');
    if (isEmpty) {
      this.pieces.push(bracket, this.source[next] ?? '');
      this.index = next;
    } else {
      this.keys.push(this.keys.at(-1) ?? '');
      this.pieces.push(bracket, this.newLine());
    }
  }

  private string(): void {
    const start = this.index;
    this.index++;
    while (this.source[this.index] !== '"') {
      this.index += this.source[this.index] === '\\' ? 2 : 1;
    }
    const written = this.source.slice(start, this.index + 1);
    const value = String(JSON.parse(written));
    const next = this.afterSpace(this.index + 1);
    if (this.source[next] === ':') {
      this.keys[this.keys.length - 1] = value;
      this.pieces.push(written, ': ');
      this.index = next;
    } else {
      this.pushValue(written, value);
    }
  }

  private scalar(): void {
    const start = this.index;
    while (/[^\s,\]}]/.test(this.source[this.index + 1] ?? ' ')) {
      this.index++;
    }
    const written = this.source.slice(start, this.index + 1);
    // `null` and the like are no secrets.
    if (/^[a-z]/.test(written)) {
      this.pieces.push(written);
    } else {
      this.pushValue(written, written);
    }
  }

  private pushValue(written: string, value: string): void {
    const replacement = this.valueFor(this.keys.at(-1) ?? '', value);
    this.pieces.push(replacement === value ? written : JSON.stringify(replacement));
  }

  private afterSpace(index: number): number {
    let next = index;
    while (/\s/.test(this.source[next] ?? 'x')) {
      next++;
    }
    return next;
  }

  private newLine(): string {
    return this.lineEnding + '  '.repeat(this.keys.length - 1);
  }
}
