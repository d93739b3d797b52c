import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { disclosures } from './disclosures';
import { SecretPieces } from './secretPieces';

/** Every text that could be seen, by where that was. */
export class Sightings {
  readonly #seen = new Map<string, Set<string>>();

  /** Keeps what can be read of a value. */
  see(place: string, value: unknown): void {
    const texts = this.#seen.get(place) ?? new Set();
    this.#seen.set(place, texts);
    for (const text of typeof value === 'string' ? [value] : disclosures(value)) {
      texts.add(text);
    }
  }

  /** Keeps what is in the files below a folder, and their names. One that is removed meanwhile cannot be read by others either. */
  seeFolder(place: string, folder: string): void {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      this.see(place, entry.name);
      if (entry.isFile()) {
        this.see(place, contentOf(path.join(entry.parentPath, entry.name)));
      }
    }
  }

  /** How many different texts there are at each place. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#seen].map(([place, texts]) => [place, texts.size]));
  }

  /** The different texts at one place. */
  textsOf(place: string): readonly string[] {
    return [...(this.#seen.get(place) ?? [])];
  }

  /** Where there is a piece of which secret. */
  findings(secrets: Readonly<Record<string, string>>): readonly string[] {
    const pieces = new SecretPieces(secrets);
    return [...this.#seen].flatMap(([place, texts]) =>
      pieces.in([...texts].join('\n')).map((name) => `${place}: ${name}`),
    );
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
