import { inert } from './inert';
import type { ProxyAddress, ProxyExceptions, ProxyFacts } from './proxyFacts';

/** What the report says of proxies. */
export function proxyLines(proxy: ProxyFacts): readonly string[] {
  return [
    ...(proxy.route === undefined ? [] : [`for the active profile’s host: ${routeText(proxy.route)}`]),
    `http.proxy: ${addressText(proxy.proxy)}`,
    `http.proxySupport: ${proxy.support}`,
    `http.noProxy: ${exceptionsText(proxy.exceptions)}`,
    `http.proxyStrictSSL: ${String(proxy.strictSsl)}`,
    `http.systemCertificates: ${String(proxy.systemCertificates)}`,
    ...proxy.variables.map(([name, address]) => `${name}: ${addressText(address)}`),
    ...proxy.exceptionVariables.map(([name, exceptions]) => `${name}: ${exceptionsText(exceptions)}`),
    ...(proxy.variables.length + proxy.exceptionVariables.length === 0
      ? ['HTTP_PROXY, HTTPS_PROXY, NO_PROXY: not set']
      : []),
    `NODE_EXTRA_CA_CERTS: ${proxy.extraCertificates ? 'set' : 'not set'}`,
  ];
}

function routeText(route: NonNullable<ProxyFacts['route']>): string {
  switch (route.kind) {
    case 'direct':
      return `no proxy, because ${route.because}`;
    case 'proxy':
      return `${addressText(route.address)}, from ${route.source}`;
    case 'system':
      return 'as the system has it, which an extension cannot see';
  }
}

function addressText(address: ProxyAddress): string {
  switch (address.kind) {
    case 'none':
      return 'not set';
    case 'unclear':
      return 'set, but not plainly an address, so not shown';
    case 'address':
      return `${inert(address.host)}${address.hasCredentials ? ' (has credentials)' : ''}`;
  }
}

function exceptionsText({ hosts, notShown }: ProxyExceptions): string {
  const more = notShown === 0 ? [] : [`${notShown} not shown`];
  return hosts.length + notShown === 0
    ? 'not set'
    : [...hosts.map((host) => inert(host)), ...more].join(', ');
}
