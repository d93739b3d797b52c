import assert from 'node:assert/strict';
import { RenewalScheduler } from '../../../src/tokens/renewalScheduler';
import { FakeClock, settled } from '../../fakes/fakeClock';

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

// Seen to fail when: it starts by itself, renews once, waits for what is due, or sleeps for longer than 30 s, or for ever when nothing is due; it does not look, or poke
// after that; a poke is not heard, or always renews; each poke leaves a timer; two renewals run at once, or one after the other without a rest; a timer survives the end.
describe('RenewalScheduler', () => {
  let clock: FakeClock;
  let start: number;
  let due: number | undefined;
  /** What a renewal does to `due`; it may fail to change anything. */
  let renewal: () => Promise<void> | void;
  /** When the renewals began, in ms since the start. */
  let renewals: number[];
  /** When it looked at what others may have changed, in ms since the start. */
  let looks: number[];
  let scheduler: RenewalScheduler;

  beforeEach(() => {
    clock = new FakeClock();
    start = clock.now();
    due = undefined;
    renewals = [];
    looks = [];
    renewal = () => {
      due = clock.now() + 25 * minute;
    };
    scheduler = new RenewalScheduler(clock, {
      untilDue: () => due && due - clock.now(),
      look: () => {
        looks.push(clock.now() - start);
      },
      renew: async () => {
        renewals.push(clock.now() - start);
        await renewal();
      },
    });
  });

  afterEach(() => {
    scheduler.dispose();
  });

  it('does nothing before it is poked for the first time', async () => {
    due = start;
    await clock.advance(minute);
    assert.deepEqual([renewals, clock.waiting], [[], []]);
  });

  it('renews at the deadline, again and again', async () => {
    due = start + 25 * minute + 123;
    scheduler.poke();
    await clock.advance(60 * minute);
    assert.deepEqual(renewals, [25 * minute + 123, 50 * minute + 123]);
  });

  it('renews at once what is due already', async () => {
    due = start - day;
    scheduler.poke();
    await settled();
    assert.deepEqual(renewals, [0]);
  });

  it('never sleeps longer than 30 s, however far the deadline is', async () => {
    due = start + 400 * day;
    const sleeps: (readonly number[])[] = [];
    scheduler.poke();
    for (let look = 0; look < 4; look += 1) {
      sleeps.push(clock.waiting);
      await clock.advance(30 * second);
    }
    assert.deepEqual([sleeps, renewals], [[[30 * second], [30 * second], [30 * second], [30 * second]], []]);
  });

  it('looks every 30 s at what other windows may have changed', async () => {
    due = start + 400 * day;
    scheduler.poke();
    await clock.advance(90 * second);
    assert.deepEqual([looks, renewals], [[30 * second, 60 * second, 90 * second], []]);
  });

  it('notices within 30 s that there is something to renew', async () => {
    scheduler.poke();
    await clock.advance(45 * second);
    due = start + 50 * second;
    await clock.advance(15 * second);
    assert.deepEqual(renewals, [60 * second]);
  });

  it('renews at its first tick after the machine has slept beyond the deadline', async () => {
    due = start + 25 * minute;
    scheduler.poke();
    await clock.advance(10 * second);
    clock.jump(3 * day);
    await clock.advance(20 * second);
    assert.deepEqual(renewals, [3 * day + 30 * second]);
  });

  it('renews without waiting for the tick when it is poked after a sleep', async () => {
    due = start + 25 * minute;
    scheduler.poke();
    await clock.advance(10 * second);
    clock.jump(3 * day);
    scheduler.poke();
    await settled();
    assert.deepEqual(renewals, [3 * day + 10 * second]);
  });

  it('keeps to the deadline on the wall clock when that is set back', async () => {
    due = start + 2 * minute;
    scheduler.poke();
    await clock.advance(minute);
    clock.jump(-10 * minute);
    await clock.advance(10 * minute);
    const early = renewals.length;
    await clock.advance(minute);
    assert.deepEqual([early, renewals], [0, [2 * minute]]);
  });

  it('has one timer, however often it is poked', () => {
    due = start + 10 * second;
    for (let poke = 0; poke < 10; poke += 1) {
      scheduler.poke();
    }
    assert.deepEqual(clock.waiting, [10 * second]);
  });

  it('takes a new deadline over when it is poked', async () => {
    due = start + 25 * minute;
    scheduler.poke();
    due = start + 2 * second;
    scheduler.poke();
    await clock.advance(2 * second);
    assert.deepEqual(renewals, [2 * second]);
  });

  it('does not begin a second renewal while one is under way', async () => {
    let finish = (): void => undefined;
    renewal = async () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    due = start;
    scheduler.poke();
    await clock.advance(2 * minute);
    scheduler.poke();
    await settled();
    const underWay = renewals.length;
    due = clock.now() + 10 * second;
    finish();
    await clock.advance(10 * second);
    assert.deepEqual([underWay, renewals], [1, [0, 2 * minute + 10 * second]]);
  });

  it('does not spin when a renewal changes nothing', async () => {
    due = start;
    renewal = () => undefined;
    scheduler.poke();
    await clock.advance(10 * second);
    assert.deepEqual(
      renewals,
      Array.from({ length: 11 }, (_, index) => index * second),
    );
  });

  it('looks again within 30 s after a renewal that left nothing to renew', async () => {
    due = start;
    renewal = () => {
      due = undefined;
    };
    scheduler.poke();
    await settled();
    assert.deepEqual(clock.waiting, [30 * second]);
  });

  it('leaves no timer behind when it is disposed of', async () => {
    due = start + 10 * second;
    scheduler.poke();
    scheduler.dispose();
    scheduler.poke();
    const { waiting } = clock;
    await clock.advance(minute);
    assert.deepEqual([waiting, renewals], [[], []]);
  });

  it('leaves no timer behind when it is disposed of while a renewal is under way', async () => {
    due = start;
    scheduler.poke();
    scheduler.dispose();
    await settled();
    const { waiting } = clock;
    await clock.advance(minute);
    assert.deepEqual([waiting, renewals], [[], [0]]);
  });
});
