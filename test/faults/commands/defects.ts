import type { Sightings } from '../sightings';

/**
 * The commands that did not run to an end of their own, as the log tells it: they ended by an error that the extension does not know. One that cannot be loaded ends like that,
 * too, and makes nothing visible in which a secret could be found.
 */
export function defects(seen: Sightings): readonly string[] {
  return seen.textsOf('log, error').filter((text) => text.includes(' failed: '));
}
