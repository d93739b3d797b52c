// The texts of the editor that stands in for VS Code, and the places in them.

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }

  translate(lines = 0, characters = 0): Position {
    return new Position(this.line + lines, this.character + characters);
  }

  isEqual({ line, character }: Position): boolean {
    return line === this.line && character === this.character;
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(
    ...places: [start: Position, end: Position] | [line: number, from: number, lastLine: number, to: number]
  ) {
    if (places.length === 2) {
      [this.start, this.end] = places;
    } else {
      this.start = new Position(places[0], places[1]);
      this.end = new Position(places[2], places[3]);
    }
  }

  isEqual({ start, end }: Range): boolean {
    return this.start.isEqual(start) && this.end.isEqual(end);
  }
}

export class Selection extends Range {
  get active(): Position {
    return this.end;
  }
}

/** A document that is open. */
export class OpenText {
  readonly uri: unknown;
  readonly fileName: string;
  readonly languageId: string;
  readonly isClosed = false;
  readonly eol = 1;
  version = 1;
  // Not to be seen in what refers to the document: the text is the user's own.
  readonly #text: string;

  constructor(uri: unknown, fileName: string, languageId: string, text: string) {
    this.uri = uri;
    this.fileName = fileName;
    this.languageId = languageId;
    this.#text = text;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  lineAt(line: number): { readonly text: string; readonly range: Range } {
    const text = this.#lines[line] ?? '';
    return { text, range: new Range(line, 0, line, text.length) };
  }

  offsetAt({ line, character }: Position): number {
    return this.#lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  }

  positionAt(offset: number): Position {
    const before = this.#text.slice(0, offset).split('\n');
    return new Position(before.length - 1, before.at(-1)?.length ?? 0);
  }

  validatePosition(position: Position): Position {
    return position;
  }

  getText(range?: Range): string {
    return range === undefined
      ? this.#text
      : this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  get #lines(): readonly string[] {
    return this.#text.split('\n');
  }
}
