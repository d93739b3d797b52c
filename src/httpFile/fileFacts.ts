import { setsHeadersOfAll } from './scriptedHeaders';
import type { Section } from './section';

/** What a section means for the requests of all sections of its file. */
export interface FileFacts {
  /** Whether a script sets headers of every request. */
  readonly setsHeadersOfAll: boolean;
}

/** Takes time in proportion to the section. */
export function factsOf(section: Section): FileFacts {
  return { setsHeadersOfAll: setsHeadersOfAll(section) };
}

/** Those of a file by those of its sections. */
export function joinedFacts(facts: readonly FileFacts[]): FileFacts {
  return { setsHeadersOfAll: facts.some((one) => one.setsHeadersOfAll) };
}
