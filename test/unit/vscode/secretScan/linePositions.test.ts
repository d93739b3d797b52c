import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LinePositions, type Position } from '../../../../src/vscode/secretScan/linePositions';

/** From the beginning of the text each time. */
function expectedPosition(text: string, offset: number): Position {
  const starts = [
    0,
    ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: ending, index }) => index + ending.length),
  ];
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - (starts[line] ?? 0) };
}

const pieces = fc.array(
  fc
    .array(fc.constantFrom('a', '\r', '\n', '\r\n', 'bcd', '📦'), { maxLength: 12 })
    .map((parts) => parts.join('')),
  { maxLength: 12 },
);

// Seen to fail when: a line is forgotten that an offset may still be in, or kept without its number; CR LF across two pieces counts twice.
describe('LinePositions', () => {
  it('gives line and character of each offset that is not too far back, whatever the pieces', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 10 }), (parts, kept) => {
        const positions = new LinePositions(kept);
        const whole = parts.join('');
        let seen = 0;
        for (const part of parts) {
          const before = seen;
          positions.push(part);
          seen += part.length;
          for (let offset = Math.max(0, before - kept); offset < seen; offset += 1) {
            // Whether a line feed follows a CR is not known at the end of a piece.
            assert.deepEqual(positions.of(offset), expectedPosition(whole, offset));
          }
        }
      }),
    );
  });
});
