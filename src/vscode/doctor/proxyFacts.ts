/** One place where a proxy can be named. Never with its credentials. */
export type ProxyAddress =
  | { readonly kind: 'none' }
  | { readonly kind: 'address'; readonly host: string; readonly hasCredentials: boolean }
  /** There is a text, but not plainly an address; it is not shown, because a password could stand anywhere in it. */
  | { readonly kind: 'unclear' };

/** Hosts that need no proxy; what does not look like a host is only counted. */
export interface ProxyExceptions {
  readonly hosts: readonly string[];
  readonly notShown: number;
}

export interface ProxyFacts {
  /** VS Code's settings. */
  readonly proxy: ProxyAddress;
  readonly support: string;
  readonly exceptions: ProxyExceptions;
  readonly strictSsl: boolean;
  readonly systemCertificates: boolean;
  /** Of the extension host's environment, by name; those that are set. */
  readonly variables: readonly (readonly [name: string, address: ProxyAddress])[];
  readonly exceptionVariables: readonly (readonly [name: string, exceptions: ProxyExceptions])[];
  /** `NODE_EXTRA_CA_CERTS`. */
  readonly extraCertificates: boolean;
  /** What follows from all this for the host of the active profile. */
  readonly route: ProxyRoute | undefined;
}

/** How a request goes out, as VS Code decides it. `system`: by the settings of the system, which an extension cannot see. */
export type ProxyRoute =
  | { readonly kind: 'proxy'; readonly source: string; readonly address: ProxyAddress }
  | { readonly kind: 'direct'; readonly because: string }
  | { readonly kind: 'system' };

/** The values of VS Code's settings `http.…`. */
export interface ProxySettings {
  readonly proxy: unknown;
  readonly proxySupport: unknown;
  readonly noProxy: unknown;
  readonly proxyStrictSSL: unknown;
  readonly systemCertificates: unknown;
}

const mostHosts = 20;
const longestHost = 100;
const hostLike = /^[\w.*:[\]/-]{1,100}$/;
const supports = ['override', 'fallback', 'on', 'off'];

/** @param url of the active profile. */
export function proxyFacts(
  settings: ProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
  url: string | undefined,
): ProxyFacts {
  const { proxy, proxySupport, noProxy, proxyStrictSSL, systemCertificates } = settings;
  const exceptions = Array.isArray(noProxy) ? noProxy : [];
  return {
    proxy: proxyAddress(proxy),
    support: supports.find((support) => support === proxySupport) ?? 'unknown',
    exceptions: proxyExceptions(exceptions),
    strictSsl: proxyStrictSSL !== false,
    systemCertificates: systemCertificates !== false,
    variables: namesSet(environment, ['HTTPS_PROXY', 'HTTP_PROXY']).map(
      ([name, value]) => [name, proxyAddress(value)] as const,
    ),
    exceptionVariables: namesSet(environment, ['NO_PROXY']).map(
      ([name, value]) => [name, proxyExceptions(value.split(','))] as const,
    ),
    extraCertificates: (environment['NODE_EXTRA_CA_CERTS'] ?? '') !== '',
    route: url === undefined ? undefined : route(settings, environment, new URL(url)),
  };
}

/** The passwords in the addresses, so that they can be looked for in what is to be shown. */
export function proxyPasswords(
  settings: Pick<ProxySettings, 'proxy'>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const texts = [
    settings.proxy,
    ...namesSet(environment, ['HTTPS_PROXY', 'HTTP_PROXY']).map(([, value]) => value),
  ];
  return texts.flatMap((text) => {
    const { username = '', password = '' } = parseAddress(text) ?? {};
    return [username, password, decoded(username), decoded(password)].filter((part) => part !== '');
  });
}

export function proxyAddress(value: unknown): ProxyAddress {
  if (value === undefined || value === null || value === '') {
    return { kind: 'none' };
  }
  const url = parseAddress(value);
  // A password with a “/”, “?” or “#” in it would stand behind what is then taken for the host, and its beginning for the port.
  if (url === undefined || url.host === '' || !['', '/'].includes(url.pathname + url.search + url.hash)) {
    return { kind: 'unclear' };
  }
  return {
    kind: 'address',
    host: url.host.slice(0, longestHost),
    hasCredentials: url.username !== '' || url.password !== '',
  };
}

function parseAddress(value: unknown): URL | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const text = value.trim();
  // Without a scheme, `user:password@host` would be read as the scheme “user”.
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

function proxyExceptions(entries: readonly unknown[]): ProxyExceptions {
  const named = entries.filter((entry) => typeof entry !== 'string' || entry.trim() !== '');
  const hosts = named
    .filter((entry) => typeof entry === 'string')
    .map((entry) => entry.trim())
    .filter((entry) => hostLike.test(entry))
    .slice(0, mostHosts);
  return { hosts, notShown: named.length - hosts.length };
}

/** In capitals as named, and in small letters, which count as much. */
function namesSet(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): readonly (readonly [name: string, value: string])[] {
  return names
    .flatMap((name) => [name, name.toLowerCase()])
    .flatMap((name) => {
      const value = nonEmptyValue(environment, name);
      return value === undefined ? [] : [[name, value] as const];
    });
}

/** As the proxy agent of VS Code 1.139 and 1.100 decides. */
function route(
  settings: ProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
  url: URL,
): ProxyRoute {
  if (settings.proxySupport === 'off') {
    return { kind: 'direct', because: 'http.proxySupport is off' };
  }
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) {
    return { kind: 'direct', because: 'the host is this machine' };
  }
  // Where the setting names anything, the environment's exceptions do not count.
  const inSetting =
    Array.isArray(settings.noProxy) && settings.noProxy.length > 0 ? settings.noProxy : undefined;
  const inEnvironment = (
    nonEmptyValue(environment, 'no_proxy') ??
    nonEmptyValue(environment, 'NO_PROXY') ??
    ''
  ).split(',');
  if (covered(inSetting ?? inEnvironment, url)) {
    return {
      kind: 'direct',
      because: `${inSetting === undefined ? 'NO_PROXY' : 'http.noProxy'} names the host`,
    };
  }
  const setting = proxyAddress(settings.proxy);
  if (setting.kind !== 'none') {
    return { kind: 'proxy', source: 'http.proxy', address: setting };
  }
  // Whichever the scheme of the request is.
  const source = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].find(
    (name) => nonEmptyValue(environment, name) !== undefined,
  );
  return source === undefined
    ? { kind: 'system' }
    : { kind: 'proxy', source, address: proxyAddress(environment[source]) };
}

function nonEmptyValue(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}

/** An exception names a domain with all below it, and perhaps a port; `*` is every host. */
function covered(exceptions: readonly unknown[], url: URL): boolean {
  const usual = url.protocol === 'https:' ? '443' : '80';
  const asked = url.port === '' ? usual : url.port;
  return exceptions.some((exception) => {
    if (typeof exception !== 'string') {
      return false;
    }
    const [name = '', port = ''] = exception.trim().toLowerCase().split(':', 2);
    const domain = name.startsWith('.') ? name : `.${name}`;
    return name === '*' || (name !== '' && `.${url.hostname}`.endsWith(domain) && ['', asked].includes(port));
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
