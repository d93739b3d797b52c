const base = /^(?:https?:(?:\/\/?)?)?(?:\{\{[^{}]{0,500}\}\}|[^/?#\s{}])*/i;
/** Characters. */
const longestBase = 2_000;

/** Length of the scheme and the authority at the beginning of a URL, half-typed ones and references in their place included. */
export function urlBaseLength(url: string): number {
  return base.exec(url.slice(0, longestBase))?.[0].length ?? 0;
}
