// Proxies in a process of their own: `node --import tsx test/proxy/proxyProcess.ts FILE`. Each request is in FILE before it is answered.
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProxy, type ProxyServer } from 'proxy';
import { leadExampleNamesHere } from './exampleNames';
import type { ProxyRequest } from './proxyRequest';
import { proxyCredentials, type ProxyKind } from './proxyRun';

const authenticate: Readonly<Record<ProxyKind, NonNullable<ProxyServer['authenticate']>>> = {
  open: () => true,
  password: ({ headers }) =>
    headers['proxy-authorization'] === `Basic ${Buffer.from(proxyCredentials).toString('base64')}`,
  refusing: 'negotiate',
  silent: async () => new Promise(() => undefined),
};

async function start(kind: ProxyKind, file: string): Promise<string> {
  const server = createServer();
  const record = ({ method = '', url: target = '', rawHeaders: headers }: IncomingMessage): void => {
    const request: ProxyRequest = { method, target, headers };
    appendFileSync(file, `${JSON.stringify(request)}\n`);
  };
  server.on('connect', record);
  server.on('request', record);
  createProxy(server).authenticate = authenticate[kind];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function main(): Promise<void> {
  const [file = ''] = process.argv.slice(2);
  leadExampleNamesHere();
  const addresses: Record<ProxyKind, string> = {
    open: await start('open', file),
    password: await start('password', file),
    refusing: await start('refusing', file),
    silent: await start('silent', file),
  };
  console.log(`listening ${JSON.stringify(addresses)}`);
}

void main();
