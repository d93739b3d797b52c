import type { Sightings } from '../sightings';

/**
 * The commands that did not run to an end of their own, as the log tells it: they ended by an error that the extension does not know. One that cannot be loaded ends like that,
 * too, and makes nothing visible in which a secret could be found.
 */
export function unexpectedEnds(seen: Sightings): readonly string[] {
  return seen.textsOf('log, error').filter((text) => text.includes(' failed: '));
}

/** One of the errors that nobody handles: they come with many texts each. */
export function unhandled(seen: Sightings): readonly string[] {
  return seen
    .textsOf('unhandled rejections')
    .slice(0, 1)
    .map((text) => `nobody handles: ${text}`);
}
