import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Emulator } from '../emulator/emulator';
import { startTlsFront } from '../emulator/tlsFront';
import { createAuthority, issueCertificate } from '../fakes/certificates';
import { startGroup, waitForOutput } from '../host/childProcesses';
import { bareEnvironment } from '../host/environment';
import type { Surroundings } from '../integration/runSuite';
import { proxyRunVariable, type ProxyKind, type ProxyRun } from './proxyRun';

const unproxiedHost = 'unproxied.example';

/** Starts the proxies, and a TLS front of the emulator for each host; writes what they record into `left`. */
export async function surroundWithProxies(emulator: Emulator, left: string): Promise<Surroundings> {
  const [authority, stranger] = [await createAuthority(), await createAuthority()];
  const authorityFile = path.join(left, 'authority.pem');
  await writeFile(authorityFile, authority.certificate);
  const requestsFile = path.join(left, 'proxy-requests.txt');
  await writeFile(requestsFile, '');
  const fronts = {
    trusted: await startTlsFront(emulator.baseUrl, await issueCertificate(authority, 'nomba.example')),
    unproxied: await startTlsFront(emulator.baseUrl, await issueCertificate(authority, unproxiedHost)),
    distrusted: await startTlsFront(emulator.baseUrl, await issueCertificate(stranger, 'nomba.example')),
  };
  const proxies = await startProxies(requestsFile, path.join(left, 'proxy.log'));
  const run: ProxyRun = {
    proxies: { ...proxies.addresses, down: await addressOfNobody() },
    requestsFile,
    hosts: {
      trusted: `nomba.example:${fronts.trusted.port}`,
      unproxied: `${unproxiedHost}:${fronts.unproxied.port}`,
      distrusted: `nomba.example:${fronts.distrusted.port}`,
    },
  };
  return {
    environment: {
      [proxyRunVariable]: JSON.stringify(run),
      NO_PROXY: unproxiedHost,
      NODE_EXTRA_CA_CERTS: authorityFile,
    },
    async close() {
      await proxies.end();
      await Promise.all(Object.values(fronts).map(async (front) => front.close()));
    },
  };
}

async function startProxies(
  requestsFile: string,
  logFile: string,
): Promise<{ addresses: Record<ProxyKind, string>; end: () => Promise<void> }> {
  const group = startGroup(
    process.execPath,
    [
      `--import=${pathToFileURL(require.resolve('tsx')).href}`,
      path.join(__dirname, 'proxyProcess.ts'),
      requestsFile,
    ],
    // All that the proxies have to say, so that there is something to be searched for secrets.
    { env: { ...bareEnvironment(), DEBUG: 'proxy*' } },
  );
  const log = createWriteStream(logFile);
  group.process.stderr?.pipe(log);
  const listening = await waitForOutput(group, /listening (\{.*\})/, 20_000);
  return {
    addresses: JSON.parse(listening[1] ?? '') as Record<ProxyKind, string>,
    end: async () => group.end(),
  };
}

/** Where nobody listens any more. */
async function addressOfNobody(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}
