import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { emulatorCredentials } from '../emulator/clients';

describe('the emulator alone in its process', () => {
  let child: ChildProcess;
  let ended: Promise<unknown[]>;
  let printed: string;
  let baseUrl: string;

  beforeEach(async () => {
    const main = path.join(__dirname, '..', 'emulator', 'main.ts');
    const started = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    ended = once(child, 'exit');
    const [chunk] = (await once(started.stdout, 'data')) as [Buffer];
    printed = chunk.toString('utf8');
    baseUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  });

  afterEach(() => {
    child.kill('SIGKILL');
  });

  async function numberOfCalls(): Promise<number> {
    const { calls } = (await (await fetch(`${baseUrl}/__control`)).json()) as { calls: number };
    return calls;
  }

  it('says how to use it, and ends on SIGINT although a call still waits', async () => {
    const { clientSecret } = emulatorCredentials;
    assert.deepEqual(
      [clientSecret, '/v1/auth/token/issue', '/__control/faults'].filter((what) => !printed.includes(what)),
      [],
    );
    const fault = JSON.stringify({ type: 'latency', ms: 3_600_000 });
    await (await fetch(`${baseUrl}/__control/faults`, { method: 'POST', body: fault })).text();
    const waiting = assert.rejects(fetch(`${baseUrl}/v1/accounts/balance`));
    while ((await numberOfCalls()) === 0);
    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    await waiting;
  });
});
