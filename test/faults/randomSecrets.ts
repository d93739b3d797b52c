import fc from 'fast-check';

const visible = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));

/** Many different characters, so that no piece is found where there is none: twelve spaces stand in every stack trace. */
function secretOf(characters: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...characters), { minLength: 12, maxLength: 200, size: 'max' })
    .map((list) => list.join(''))
    .filter((text) => text.trim() === text)
    .filter((text) => !Array.from(text).some((_, start) => isMonotonous(text.slice(start, start + 12))));
}

function isMonotonous(piece: string): boolean {
  return piece.length === 12 && new Set(piece.toLowerCase()).size < 6;
}

/** A secret that can stand in a header. Awkward ones are frequent. */
export const token = fc.oneof(
  secretOf(visible),
  secretOf(['=', '+', '/', '%', '"', '\\', "'", '<', '>', '&', 'q', 'Z', '7']),
);

export const secretWithSpaces = fc.oneof(token, secretOf([...visible, ' ', ' ', ' ']));
