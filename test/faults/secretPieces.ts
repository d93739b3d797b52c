/** So many characters of a secret in a row are too many. */
const pieceLength = 12;

/**
 * Looks for every piece of 12 characters of the secrets in a text, whatever their case: as they are, and escaped for JSON (however often), percent-encoded, escaped for HTML or in base64.
 * It decodes the text and knows no forms of a secret, so that it shares no mistake with the product, which does it the other way round.
 *
 * For texts of the product's own, and secrets of any characters; the search through the files of an editor looks only at what can be part of a real secret.
 */
export class SecretPieces {
  readonly #pieces = new Map<string, string>();

  /** @param secrets by name; a name is all that is ever told of one. */
  constructor(secrets: Readonly<Record<string, string>>) {
    for (const [name, secret] of Object.entries(secrets)) {
      for (const form of [secret, withoutBackslashes(secret), withSingleSpaces(secret)]) {
        for (const piece of piecesOf(form.toLowerCase())) {
          this.#pieces.set(piece, name);
        }
      }
    }
  }

  /** The names of the secrets of which there is a piece. */
  in(text: string): readonly string[] {
    const names = new Set<string>();
    for (const reading of new Set(readings(text))) {
      for (const piece of piecesOf(reading.toLowerCase())) {
        const name = this.#pieces.get(piece);
        if (name !== undefined) {
          names.add(name);
        }
      }
    }
    return [...names].sort();
  }
}

function* piecesOf(text: string): Iterable<string> {
  for (let start = 0; start + pieceLength <= text.length; start += 1) {
    yield text.slice(start, start + pieceLength);
  }
}

function readings(text: string): readonly string[] {
  return [
    text,
    withoutBackslashes(text),
    withSingleSpaces(text),
    percentDecoded(text),
    htmlDecoded(text),
    ...base64Decoded(text),
  ];
}

function withoutBackslashes(text: string): string {
  return text.replaceAll('\\', '');
}

function withSingleSpaces(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function percentDecoded(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_match, code: string) => String.fromCharCode(parseInt(code, 16)));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function htmlDecoded(text: string): string {
  return text
    .replace(/&#(\d{1,3});/g, (_match, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (match, name: string) => entities[name] ?? match);
}

/** Each run of characters that may be base64, from each of the four places in it where a group of characters may begin. */
function base64Decoded(text: string): readonly string[] {
  const runs = [...text.matchAll(/[\w+/-]{16,}/g)].map(([run]) => run);
  return [0, 1, 2, 3].map((start) =>
    runs.map((run) => Buffer.from(run.slice(start), 'base64').toString('latin1')).join('\n'),
  );
}
