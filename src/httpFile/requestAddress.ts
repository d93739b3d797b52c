import { fillIn } from './fileVariables';
import type { HeaderLine, Request } from './requestBlocks';

/** The host that a request goes to, and its path. */
export interface RequestAddress {
  /** In small letters, with the port if one is written that is not the scheme's own. */
  readonly host: string;
  /** Without query and fragment; references that are not known stay in it. */
  readonly path: string;
}

/** Without a scheme the clients choose it by the port. */
const ownPorts: ReadonlyMap<string, RegExp> = new Map([
  ['https://', /:443$/],
  ['http://', /:80$/],
  ['', /:(?:443|80)$/],
]);

/**
 * Where a request goes, as far as the file and the environment tell.
 *
 * @param url as it is written.
 * @param values of the file variables.
 * @param environment what the clients would find, e.g. the variables of the profile.
 * @returns `undefined` when that is not known.
 */
export function requestAddress(
  url: string,
  values: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>>,
): RequestAddress | undefined {
  const filled = fillIn(url, values, environment).trim();
  // Not by URL, which escapes the braces of a reference that is not known.
  const [, scheme = '', authority, path = ''] =
    /^(https?:\/\/)?([^/?#\s]{1,255})([^?#]*)/i.exec(filled) ?? [];
  if (authority === undefined || /[{}]|:$/.test(authority)) {
    return undefined;
  }
  return {
    host: authority
      .slice(authority.lastIndexOf('@') + 1)
      .replace(ownPorts.get(scheme.toLowerCase()) ?? '', '')
      .toLowerCase(),
    path: path === '' ? '/' : path,
  };
}

/** The header that tells the host of a relative URL. */
export function hostHeader({ headers }: Pick<Request, 'headers'>): HeaderLine | undefined {
  return headers.find(({ name, value }) => name.toLowerCase() === 'host' && value !== '');
}

/**
 * A URL with its host. To one that begins with `/` both clients add that of the header `Host`, and choose the scheme by its port (REST Client’s and httpYac’s sources), so none is written here.
 * Where there is no such header, httpYac adds the variable `host`.
 */
export function urlWithHost(url: string, request: Pick<Request, 'headers'>): string {
  return url.startsWith('/') ? (hostHeader(request)?.value ?? '{{host}}') + url : url;
}
