import { maskReferences } from './maskReferences';
import { nombaCatalogue, type CatalogueRequest } from './nombaCatalogue';

interface Route {
  readonly request: CatalogueRequest;
  readonly segments: readonly string[];
}

/** Where two paths fit, the one with the literal segment further left is meant: `/virtual/list`, not `/virtual/{subAccountId}`. */
const routes: readonly Route[] = nombaCatalogue
  .map((request) => ({ request, segments: request.path.split('/') }))
  .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));

function sortKey({ segments }: Route): string {
  return segments.map((segment) => (isPlaceholder(segment) ? '\uFFFF' : segment)).join('/');
}

function isPlaceholder(segment: string): boolean {
  return segment.startsWith('{');
}

/**
 * The entry of the catalogue that a request is, by its method (in any case) and its URL or path. A base URL or a variable may stand in front, a query may
 * follow, and ids may be values, `{{variables}}` or `{placeholders}`. Without a version in the path there is none. Whether the host is Nomba's is not looked
 * at. Takes time in proportion to the URL.
 */
export function findRequest(method: string, url: string): CatalogueRequest | undefined {
  const path = maskReferences(url).replace(/[?#].*/s, '');
  const start = path.search(/\/v\d\//);
  if (start === -1) {
    return undefined;
  }
  const segments = path.slice(start).split('/');
  if (segments.at(-1) === '') {
    segments.pop();
  }
  const methodInCapitals = method.toUpperCase();
  return routes.find((route) => route.request.method === methodInCapitals && fits(route, segments))?.request;
}

function fits(route: Route, segments: readonly string[]): boolean {
  return (
    route.segments.length === segments.length &&
    route.segments.every((segment, index) => isPlaceholder(segment) || segment === segments[index])
  );
}
