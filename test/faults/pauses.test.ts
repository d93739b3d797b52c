import assert from 'node:assert/strict';
import { toTokenError } from '../../src/tokens/tokenError';
import type { FaultAction } from '../emulator/faults';
import { errorReplies } from '../emulator/replies';
import { MatrixWorld } from './matrixWorld';

const second = 1_000;
const minute = 60_000;

const refused: FaultAction = { type: 'respond', ...errorReplies.wrongSecret };
const unavailable: FaultAction = { type: 'respond', status: 503 };

function limited(headers: Readonly<Record<string, string>>): FaultAction {
  return { type: 'respond', ...errorReplies.tooManyRequests, headers };
}

// Seen to fail when: it does not double, or without end, has no chance in it, or stays after a success; the server’s wait is ignored, shortens it, or has no
// bound; a date is not read, read by the local clock, counts when it is past, or is no number; the window comes first, is ignored, or is in seconds; consumers are
// not held to it, or a person is; the scheduler is not; a failure takes the token away, stays after a success, or warns.
describe('the pause after a failure', () => {
  let world: MatrixWorld;
  beforeEach(async () => {
    world = await MatrixWorld.start();
    await world.tokens.issue(world.identity, false);
    await world.clock.advance(26 * minute);
  });
  afterEach(async () => {
    await world.close();
  });

  async function keepAlive(): Promise<number | undefined> {
    await world.tokens.keepAlive(world.identity);
    return world.tokens.untilRenewal(world.identity);
  }

  it('doubles from 30 s to 5 minutes while the fault lasts, and is 30 s again after a success', async () => {
    world.emulator.queueFault({ ...unavailable, count: 6 });
    const pauses = [];
    for (let failure = 0; failure < 6; failure += 1) {
      const pause = (await keepAlive()) ?? 0;
      pauses.push(pause / second);
      await world.clock.advance(pause);
    }
    await keepAlive();
    const recovered = world.tokens.snapshot(world.identity).state;
    await world.clock.advance(26 * minute);
    world.emulator.queueFault(unavailable);
    pauses.push(((await keepAlive()) ?? 0) / second);
    assert.deepEqual([pauses, recovered], [[30, 60, 120, 240, 300, 300, 30], 'fresh']);
  });

  it('is up to a fifth longer by chance', async () => {
    world.chance = 0.5;
    world.emulator.queueFault({ ...unavailable, count: 2 });
    const first = (await keepAlive()) ?? 0;
    await world.clock.advance(first);
    assert.deepEqual([first, await keepAlive()], [33 * second, 66 * second]);
  });

  for (const [title, headers, expected] of [
    [
      'a date, by the clock of the server, which is an hour ahead',
      { 'Retry-After': 'Fri, 30 Jan 2026 13:28:00 GMT', Date: 'Fri, 30 Jan 2026 13:26:00 GMT' },
      2 * minute,
    ],
    ['a date that is past', { 'Retry-After': 'Fri, 30 Jan 2026 12:00:00 GMT' }, 30 * second],
    ['a day, of which an hour is believed', { 'Retry-After': '86400' }, 60 * minute],
    ['a word that is no date', { 'Retry-After': 'soon' }, 30 * second],
    [
      'seconds, which count more than the window',
      { 'Retry-After': '120', 'X-Rate-Limit-Window': '9m' },
      2 * minute,
    ],
    ['a window in minutes', { 'X-Rate-Limit-Window': '2m' }, 2 * minute],
  ] as const) {
    it(`follows a 429 with ${title}`, async () => {
      world.emulator.queueFault(limited(headers));
      assert.equal(await keepAlive(), expected);
    });
  }

  it('does not grow with the calls of consumers that it turns away', async () => {
    world.emulator.queueFault(unavailable);
    await keepAlive();
    for (let turn = 0; turn < 50; turn += 1) {
      await world.tokens.get(world.identity);
    }
    assert.deepEqual(
      [world.callsSince(1), world.tokens.untilRenewal(world.identity)],
      [['refresh'], 30 * second],
    );
  });

  it('lets a person through, whose success ends it', async () => {
    world.emulator.queueFault(unavailable);
    await keepAlive();
    await world.tokens.refresh(world.identity);
    const { state, failure } = world.tokens.snapshot(world.identity);
    assert.deepEqual([world.callsSince(1), state, failure], [['refresh', 'refresh'], 'fresh', undefined]);
  });

  it('goes on after the token has died, which is brought back in silence when the fault is over', async () => {
    world.emulator.queueFault({ ...unavailable, count: 4 });
    const states = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await world.clock.advance((await keepAlive()) ?? 0);
      states.push(world.tokens.snapshot(world.identity).state);
    }
    const warnings = world.logger.lines.filter(({ level }) => level === 'warn');
    assert.deepEqual(
      [states, world.callsSince(1), warnings],
      [
        ['expiring', 'expiring', 'expiring', 'failed', 'expiring'],
        ['refresh', 'refresh', 'refresh', 'refresh', 'refresh'],
        [],
      ],
    );
  });

  it('is what a consumer is held to who goes on asking after a refusal', async () => {
    // Nobody but the user can help, and yet Nomba is asked: the consumer asks for itself, and the secret may have been put right in the dashboard.
    world.emulator.queueFault({ ...refused, count: 'always' });
    await world.clock.advance(10 * minute);
    const calls = [];
    for (let turn = 0; turn < 20 * 60; turn += 1) {
      const before = world.emulator.calls.length;
      const kind = await world.tokens.get(world.identity).then(
        () => 'a token',
        (error: unknown) => toTokenError(error).kind,
      );
      if (world.emulator.calls.length > before) {
        calls.push(`${turn} s: ${kind}`);
      }
      await world.clock.advance(second);
    }
    assert.deepEqual(calls, [
      '0 s: wrongSecret',
      '30 s: wrongSecret',
      '90 s: wrongSecret',
      '210 s: wrongSecret',
      '450 s: wrongSecret',
      '750 s: wrongSecret',
      '1050 s: wrongSecret',
    ]);
  });
});
