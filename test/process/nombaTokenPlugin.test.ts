import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { store } from 'httpyac';
import { nombaTokenPlugin } from '../../src/sharing/httpYacPlugin';
import { sendRequest } from '../httpYac/sendRequest';

// Seen to fail when: the plug-in comes after httpYac's own replacements, answers once for all requests, or keeps its failure to itself.
describe('{{$nombaToken}} in httpYac', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let received: (string | undefined)[];
  let told: string[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'nomba-'));
    received = [];
    told = [];
    // As httpYac's own extension does, which shows what it is told.
    store.pluginStore['observer'] = ({ hooks }) => {
      hooks.execute.addInterceptor({
        id: 'observer',
        onError: async (error) => {
          told.push(error instanceof Error ? error.message : 'no error');
          return Promise.resolve(true);
        },
      });
    };
    server = createServer((request, response) => {
      received.push(request.headers.authorization);
      response.end('{}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    delete store.pluginStore['nomba'];
    delete store.pluginStore['observer'];
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await rm(folder, { recursive: true, force: true });
  });

  function teach(token: () => Promise<string>): void {
    store.pluginStore['nomba'] = nombaTokenPlugin(token);
  }

  async function send(...lines: readonly string[]): Promise<void> {
    await sendRequest(path.join(folder, 'requests.http'), [...lines, ''].join('\n'));
  }

  it('is the token of the moment at every send, in a header as in a variable of the file', async () => {
    const tokens = ['token-1', 'token-$&-2', 'token-3'];
    teach(async () => Promise.resolve(tokens.shift() ?? 'none'));
    const byName = [`GET ${url}/v1/accounts/balance`, 'Authorization: Bearer {{$nombaToken}}'];
    await send(...byName);
    await send(...byName);
    await send('@token = {{ $nombaToken }}', `GET ${url}`, 'Authorization: Bearer {{token}}');
    assert.deepEqual(received, ['Bearer token-1', 'Bearer token-$&-2', 'Bearer token-3']);
  });

  it('is not asked for where a request does not name it', async () => {
    let asked = 0;
    teach(async () => {
      asked += 1;
      return Promise.resolve('token-1');
    });
    await send('@nombaToken = mine', `GET ${url}`, 'Authorization: Bearer {{nombaToken}}');
    assert.deepEqual({ asked, received }, { asked: 0, received: ['Bearer mine'] });
  });

  it('lets no request leave when there is none, in a header or in a variable of the file', async () => {
    teach(async () => Promise.reject(new Error('There is no token.')));
    await assert.rejects(send(`GET ${url}`, 'Authorization: Bearer {{$nombaToken}}'));
    await assert.rejects(send('@token = {{$nombaToken}}', `GET ${url}`, 'Authorization: Bearer {{token}}'));
    assert.deepEqual(
      { received, told },
      { received: [], told: ['There is no token.', 'There is no token.'] },
    );
  });

  it('lets no request leave where httpYac has not been taught', async () => {
    await assert.rejects(send(`GET ${url}`, 'Authorization: Bearer {{$nombaToken}}'));
    assert.deepEqual({ received, told }, { received: [], told: ['$nombaToken is not defined'] });
  });
});
