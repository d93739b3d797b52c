/**
 * A URL with something else in the place of each `{{…}}`, by default as much of `_`: a reference is one value, whatever is written in it, so `{{a ?? b}}` has no query. Takes time in
 * proportion to the URL.
 */
export function maskReferences(
  url: string,
  mask = (reference: string): string => '_'.repeat(reference.length),
): string {
  return url.replaceAll(/\{\{[^{}]*\}\}/g, mask);
}
