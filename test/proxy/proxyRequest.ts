import { readFile } from 'node:fs/promises';

/** What a proxy was asked: everything that it could read of it. */
export interface ProxyRequest {
  readonly method: string;
  /** `host:port` of a CONNECT, an absolute address of anything else. */
  readonly target: string;
  /** As they were sent: name, value, name, value… */
  readonly headers: readonly string[];
}

/** Reads the file that the proxies write: a {@link ProxyRequest} per line, oldest first. */
export async function readProxyRequests(file: string): Promise<readonly ProxyRequest[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ProxyRequest);
}
