import { nombaBaseUrls } from './environment';

/**
 * Hosts that people write from memory (those of nomba.com and nomba-sandbox.com are recorded in public code): a domain that could be Nomba's, with a word for its API. Under other endings
 * than these people have hosts of their own, such as nomba.test.
 */
const inventedDomain = /(?:^|\.)nomba(?:-sandbox)?\.(?:com|co|ng|com\.ng|co\.uk|net|org|io|africa|cd)$/;

const apiHosts: ReadonlySet<string> = new Set(
  Object.values(nombaBaseUrls).map((baseUrl) => new URL(baseUrl).hostname),
);

/** Characters (RFC 1035 section 2.3.4). The host is told to the user. */
const longestHost = 253;

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * People keep their base URL with and without `/v1`, with and without a trailing slash. The product adds `/v1/…` itself, so both go.
 * Text that is no URL comes back trimmed; {@link baseUrlProblem} is what refuses it.
 */
export function normaliseBaseUrl(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) {
    return trimmed;
  }
  const url = new URL(trimmed);
  // Not by one expression: on a long path of nothing but `/v1` it would take time by the square of its length.
  let { pathname } = url;
  while (/\/(?:v1)?$/i.test(pathname.slice(-3))) {
    pathname = pathname.slice(0, pathname.lastIndexOf('/'));
  }
  return url.origin + pathname;
}

/** Whether a base URL leads to this machine only. Text that is no URL does not. */
export function isLoopback(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && loopbackHosts.has(new URL(baseUrl).hostname);
}

/** The base URL that is meant by a host that people write from memory; `undefined` for any other host, and for Nomba's own. */
export function meantByInventedHost(host: string): string | undefined {
  const words = host.split(/[.-]/);
  if (!inventedDomain.test(host) || apiHosts.has(host)) {
    return undefined;
  }
  if (words.includes('sandbox')) {
    return nombaBaseUrls.sandbox;
  }
  return words.includes('api') ? nombaBaseUrls.production : undefined;
}

/** Why the text cannot be the base URL of a custom environment, as a sentence for the user; `undefined` when it can. */
export function baseUrlProblem(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return 'Enter the base URL, for example https://gateway.example.com.';
  }
  if (!URL.canParse(trimmed)) {
    return 'This is not a URL. Start it with https://.';
  }
  const url = new URL(trimmed);
  // By the text: a password with a slash or a “?” in it would pass for a path. No Nomba URL has an @.
  if (trimmed.includes('@')) {
    return 'The base URL must not contain a user name or a password.';
  }
  if (url.search !== '' || url.hash !== '') {
    return 'The base URL must end before “?” and “#”.';
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopbackHosts.has(url.hostname))) {
    return 'Use https://. Plain http:// is allowed for localhost and 127.0.0.1 only, because the client secret travels over it.';
  }
  if (url.hostname.length > longestHost) {
    return 'The host name is too long.';
  }
  return nombaHostProblem(url.hostname);
}

function nombaHostProblem(host: string): string | undefined {
  const meant = meantByInventedHost(host);
  if (meant !== undefined) {
    const environment = meant === nombaBaseUrls.sandbox ? 'sandbox' : 'production';
    return `${host} is none of Nomba’s hosts. Nomba’s ${environment} is ${meant}: choose the environment “${environment}”.`;
  }
  for (const [environment, baseUrl] of Object.entries(nombaBaseUrls)) {
    if (host === new URL(baseUrl).hostname) {
      return `This is Nomba’s ${environment} host: choose the environment “${environment}” instead of “custom”.`;
    }
  }
  if (host === 'nomba.com' || host.endsWith('.nomba.com')) {
    return `${host} is not a Nomba API host. Production is ${nombaBaseUrls.production}, the sandbox is ${nombaBaseUrls.sandbox}.`;
  }
  return undefined;
}
