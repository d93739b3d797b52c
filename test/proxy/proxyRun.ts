/** Names the variable with a {@link ProxyRun} as JSON. */
export const proxyRunVariable = 'NOMBA_PROXY_RUN';

/** What the proxy `password` wants, as `user:password`. */
export const proxyCredentials = 'invented-user:invented-password';

/**
 * - `open` lets everybody through.
 * - `password` lets those through who know {@link proxyCredentials}.
 * - `refusing` answers 407. It wants a Kerberos ticket: for a password, the desktop's VS Code would ask in a dialog that nobody answers.
 * - `silent` never answers.
 */
export type ProxyKind = 'open' | 'password' | 'refusing' | 'silent';

/** What the launcher tells the tests inside the extension host. */
export interface ProxyRun {
  /** `host:port` of each proxy, and of one that is down. */
  readonly proxies: Readonly<Record<ProxyKind | 'down', string>>;
  /** The file for `readProxyRequests`. */
  readonly requestsFile: string;
  /** Where the emulator is behind TLS. None of the names exists outside of the tests. */
  readonly hosts: {
    /** `host:port`; its certificate comes from the authority that the extension host trusts. */
    readonly trusted: string;
    /** The same, and in `NO_PROXY`. */
    readonly unproxied: string;
    /** From an authority that nobody trusts. */
    readonly distrusted: string;
  };
}

/** To be called inside the extension host. */
export function readProxyRun(): ProxyRun {
  return JSON.parse(process.env[proxyRunVariable] ?? '') as ProxyRun;
}
