import type { Finding } from '../../httpFile/finding';
import type { SecretLabel } from '../../sharing/runningSearch';
import type { SecretSearch } from '../../sharing/secretSearch';
import { LinePositions, type Position } from './linePositions';
import type { Pacer } from '../pacer';
import { longestLine, PublishedNames } from './publishedNames';

interface Place {
  readonly start: Position;
  readonly end: Position;
}

/** A secret of the user in a text that is open or lies in a file. */
export interface FoundSecret extends SecretLabel, Place {
  readonly code: 'own-secret';
}

/** The name of a variable in such a text that a build tool publishes with the secret that it stands for. */
interface FoundName extends Place {
  readonly code: 'published-secret';
  /** For the user. */
  readonly message: string;
}

export type Found = FoundSecret | FoundName;

/** UTF-16 code units. Two milliseconds of searching, if the secrets are many. */
const sliceLength = longestLine;

export interface Sought {
  readonly secrets: SecretSearch;
  /** Whether names that are published are sought too. */
  readonly names: boolean;
}

/**
 * Searches a text that comes in pieces, and lets others do their work every few milliseconds.
 *
 * @returns `undefined` when the signal aborted before the end.
 */
export async function findSecrets(
  { secrets, names }: Sought,
  pieces: Iterable<string> | AsyncIterable<string>,
  pacer: Pacer,
  signal: AbortSignal,
): Promise<readonly Found[] | undefined> {
  const running = secrets.begin();
  const published = names ? new PublishedNames() : undefined;
  const positions = new LinePositions(Math.max(secrets.longest, 2 * longestLine));
  const found: Found[] = [];
  const place = ({ start, end }: { readonly start: number; readonly end: number }): Place => ({
    start: positions.of(start),
    end: positions.of(end),
  });
  const addNames = (findings: readonly Finding[] = []): void => {
    for (const finding of findings) {
      found.push({ code: 'published-secret', message: finding.message, ...place(finding) });
    }
  };
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += sliceLength) {
      await pacer.rest();
      if (signal.aborted) {
        return undefined;
      }
      const slice = piece.slice(start, start + sliceLength);
      positions.push(slice);
      for (const hit of running.push(slice)) {
        found.push({ code: 'own-secret', kind: hit.kind, profile: hit.profile, ...place(hit) });
      }
      addNames(published?.push(slice));
    }
  }
  addNames(published?.end());
  return signal.aborted ? undefined : found.sort(byPosition);
}

function byPosition({ start: one }: Found, { start: other }: Found): number {
  return one.line - other.line || one.character - other.character;
}
