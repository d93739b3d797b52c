import type { SecretLabel } from '../../sharing/runningSearch';
import type { SecretSearch } from '../../sharing/secretSearch';
import { LinePositions, type Position } from './linePositions';
import type { Pacer } from './pacer';

/** A secret in a text that is open or lies in a file. */
export interface FoundSecret extends SecretLabel {
  readonly start: Position;
  readonly end: Position;
}

/** UTF-16 code units. Two milliseconds of searching, if the secrets are many. */
const sliceLength = 32_768;

/**
 * Searches a text that comes in pieces, and lets others do their work every few milliseconds.
 *
 * @returns `undefined` when the signal aborted before the end.
 */
export async function findSecrets(
  search: SecretSearch,
  pieces: Iterable<string> | AsyncIterable<string>,
  pacer: Pacer,
  signal: AbortSignal,
): Promise<readonly FoundSecret[] | undefined> {
  const running = search.begin();
  const positions = new LinePositions(search.longest);
  const found: FoundSecret[] = [];
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += sliceLength) {
      await pacer.rest();
      if (signal.aborted) {
        return undefined;
      }
      const slice = piece.slice(start, start + sliceLength);
      positions.push(slice);
      for (const hit of running.push(slice)) {
        const { kind, profile } = hit;
        found.push({ kind, profile, start: positions.of(hit.start), end: positions.of(hit.end) });
      }
    }
  }
  return signal.aborted ? undefined : found.sort(byPosition);
}

function byPosition({ start: one }: FoundSecret, { start: other }: FoundSecret): number {
  return one.line - other.line || one.character - other.character;
}
