import { nombaCatalogue } from '../nombaCatalogue';

/** A method and a path that Nomba's documentation has. */
export interface DocumentedRoute {
  readonly method: string;
  /** E.g. `v1`. */
  readonly version: string;
  /** After the version; `{name}` is any value. */
  readonly segments: readonly string[];
  /** With its version. */
  readonly path: string;
}

/**
 * What Nomba's documentation has beside the catalogue: the requests for tokens, and other methods of paths in the catalogue, which must not pass for mistakes.
 */
const others: readonly { readonly method: string; readonly path: string }[] = [
  { method: 'POST', path: '/v1/auth/token/issue' },
  { method: 'POST', path: '/v1/auth/token/refresh' },
  { method: 'POST', path: '/v1/auth/token/revoke' },
  { method: 'POST', path: '/v1/accounts' },
  { method: 'POST', path: '/v1/transactions/accounts' },
  { method: 'POST', path: '/v1/transactions/bank' },
];

const routes: readonly DocumentedRoute[] = [...nombaCatalogue, ...others].map(({ method, path }) => {
  const [, version = '', ...segments] = path.split('/');
  return { method, version, segments, path };
});

/**
 * The routes, of any method and version, that a path without its version can be. A segment that another route has literally is not an id: `bank/lookup` is never a
 * transfer from a sub-account of the name “lookup”.
 */
export function documentedRoutes(segments: readonly string[]): readonly DocumentedRoute[] {
  const fitting = routes.filter(
    (route) =>
      route.segments.length === segments.length &&
      route.segments.every((segment, index) => segment.startsWith('{') || segment === segments[index]),
  );
  return segments.reduce((left, segment, index) => {
    const literal = left.filter((route) => route.segments[index] === segment);
    return literal.length > 0 ? literal : left;
  }, fitting);
}
