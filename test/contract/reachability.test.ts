import assert from 'node:assert/strict';
import { loadTransport } from '../../src/nomba/loadTransport';
import { reach, type Reachability } from '../../src/vscode/doctor/reachability';
import { systemClock } from '../../src/vscode/systemClock';
import type { Emulator } from '../emulator/emulator';
import { startEmulator, type Exchange } from '../emulator/server';

const minute = 60_000;

// Seen to fail when: the account id is sent; only a success is an answer; the offset of the clocks is left out; each reason is the same.
describe('a look whether a host is there', () => {
  let emulator: Emulator;
  let exchanges: Exchange[];
  beforeEach(async () => {
    exchanges = [];
    emulator = await startEmulator({ onExchange: (exchange) => exchanges.push(exchange) });
  });
  afterEach(async () => {
    await emulator.close();
  });

  /** Without the duration, and with the clock offset in whole minutes. */
  async function look(signal = new AbortController().signal): Promise<Omit<Reachability, 'duration'>> {
    const reached = await reach(await loadTransport(), emulator.baseUrl, systemClock, signal);
    const { outcome, clockOffset } = reached;
    return { outcome, clockOffset: clockOffset && Math.round(clockOffset / minute) };
  }

  it('asks once, without anything that says who asks, and takes any status for an answer', async () => {
    const reached = await look();
    assert.deepEqual(
      {
        reached,
        asked: exchanges.map(({ request: { method, path, headers, body } }) => ({
          method,
          path,
          headers: Object.keys(headers).sort(),
          body,
        })),
      },
      {
        reached: { outcome: { status: 404 }, clockOffset: 0 },
        asked: [
          {
            method: 'GET',
            path: '/',
            headers: ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'],
            body: '',
          },
        ],
      },
    );
  });

  it('follows no redirect', async () => {
    const location = `${emulator.baseUrl}/elsewhere`;
    emulator.queueFault({ type: 'respond', status: 302, headers: { location }, body: '' });
    assert.deepEqual([await look(), exchanges.length], [{ outcome: { status: 302 }, clockOffset: 0 }, 1]);
  });

  it('tells by how much the server’s clock is ahead', async () => {
    emulator.setOptions({ clockOffsetMs: 123 * minute });
    assert.deepEqual(await look(), { outcome: { status: 404 }, clockOffset: 123 });
  });

  it('tells why there is no answer', async () => {
    const abort = new AbortController();
    abort.abort();
    const cancelled = await look(abort.signal);
    await emulator.close();
    assert.deepEqual(
      [cancelled, await look()],
      [
        { outcome: 'cancelled', clockOffset: undefined },
        { outcome: 'unreachable', clockOffset: undefined },
      ],
    );
  });
});
