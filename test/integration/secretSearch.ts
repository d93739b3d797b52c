import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** So many characters of a secret in a row are too many. */
const pieceLength = 12;

/** Something that must not be found, and what to call it in a report. */
export interface Sought {
  readonly name: string;
  readonly secret: string;
}

/** Where a piece of which secret was found. Never what was found. */
export interface Finding {
  readonly place: string;
  readonly name: string;
}

/**
 * Looks for every piece of 12 characters of the secrets, as they are, in base64 (whatever stands before them) and in UTF-16; in the latter two of these forms
 * VS Code and the browser keep texts in their databases.
 */
export class SecretSearch {
  readonly #pieces = new Map<string, string>();

  constructor(sought: readonly Sought[]) {
    for (const { name, secret } of sought) {
      for (const form of [secret, ...base64Forms(secret)]) {
        for (let start = 0; start + pieceLength <= form.length; start += 1) {
          this.#pieces.set(form.slice(start, start + pieceLength), name);
        }
      }
    }
  }

  inText(place: string, text: string): readonly Finding[] {
    const names = new Set<string>();
    // Only runs of characters that secrets are made of: most of a browser's profile is something else.
    for (const [run] of text.matchAll(/[\w+/=-]{12,}/g)) {
      for (let start = 0; start + pieceLength <= run.length; start += 1) {
        const name = this.#pieces.get(run.slice(start, start + pieceLength));
        if (name !== undefined) {
          names.add(name);
        }
      }
    }
    return [...names].map((name) => ({ place, name }));
  }

  /** Every file below a folder; the places are paths within it. A file that vanishes meanwhile is not there to be read by others either. */
  async inFolder(folder: string): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const name of await readdir(folder, { recursive: true })) {
      const file = path.join(folder, name);
      if ((await stat(file).catch(() => undefined))?.isFile() === true) {
        const text = (await readFile(file)).toString('latin1');
        const plain = text.includes('\0') ? `${text}\n${text.replaceAll('\0', '')}` : text;
        findings.push(...this.inText(name, plain));
      }
    }
    return findings;
  }
}

/** The text as it looks within the base64 of a longer one, for each of the three ways it can lie there, without the characters that depend on what is around it. */
function base64Forms(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}${text}`)
      .toString('base64')
      .replaceAll('=', '');
    return encoded.slice(before + 1, -2);
  });
}
