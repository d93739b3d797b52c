import assert from 'node:assert/strict';
import type { StatedLife } from './simulatedNomba';
import { SimulatedWindow, type Figures, type SimulationOptions } from './simulatedWindow';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Unless a test says otherwise, its tokens live for 30 minutes and are renewed after 25. */
const renewedAfter = 25 * minute;

interface Stated {
  /** ms. Where anything is stated, not the 30 minutes that nothing means: those would hide that it was not read. */
  readonly lifetime: number;
  readonly state: (expiresAt: number) => StatedLife;
}

/** What Nomba may state of the end of a token. */
const states: Readonly<Record<string, Stated>> = {
  'a time': {
    lifetime: 40 * minute,
    state: (expiresAt) => ({ expiresAt: new Date(expiresAt).toISOString() }),
  },
  'a claim of the token': {
    lifetime: 40 * minute,
    state: (expiresAt) => ({ claims: { exp: Math.floor(expiresAt / second) } }),
  },
  'seconds from now': { lifetime: 40 * minute, state: () => ({ expires_in: 2400 }) },
  nothing: { lifetime: 30 * minute, state: () => ({}) },
};

function inWords(ms: number): string {
  const [amount, unit] =
    Math.abs(ms) < 2 * minute
      ? [ms / second, 's']
      : Math.abs(ms) < hour
        ? [ms / minute, 'min']
        : Math.abs(ms) < day
          ? [ms / hour, 'h']
          : [ms / day, 'days'];
  return `${Math.abs(amount)} ${unit}`;
}

describe('clocks', () => {
  let window: SimulatedWindow;
  afterEach(() => {
    window.dispose();
  });

  async function open(options: SimulationOptions = {}): Promise<void> {
    window = new SimulatedWindow(options);
    await window.signIn();
  }

  /** ms between each call and the one before; the first is the user's. */
  function gaps(): readonly number[] {
    const { calls } = window.nomba;
    return calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));
  }

  // Seen to fail when: the offset is ignored or has the other sign; times in seconds, claims or spans are not read; the lead time is none.
  describe('that differ', () => {
    // No whole seconds: what is known of the server's clock is a whole second.
    for (const offset of [89.6 * second, 5.004 * minute, 2.0003 * hour, 3.00001 * day]) {
      for (const [title, sign] of [
        ['behind', 1],
        ['ahead', -1],
      ] as const) {
        for (const [stated, { lifetime, state }] of Object.entries(states)) {
          const after = lifetime - 5 * minute;
          it(`${inWords(Math.round(offset / second) * second)} ${title} Nomba’s, which states ${stated}: renewed after ${after / minute} minutes, as ever`, async () => {
            await open({ lifetime, offset: sign * offset, state });
            await window.run(3 * hour, 10 * second);
            const { calls, deadTokensHandedOut, refusals } = window.figures;
            const isOdd = gaps().some((gap) => Math.abs(gap - after) > 30 * second);
            assert.deepEqual(
              { calls, isOdd, deadTokensHandedOut, refusals },
              {
                calls: 1 + Math.floor((3 * hour) / after),
                isOdd: false,
                deadTokensHandedOut: 0,
                refusals: 0,
              },
            );
          });
        }
      }
    }
  });

  // Seen to fail when: a token is always fresh, or always due; the timer is as long as the wait; a token that died in the sleep is taken.
  describe('after a sleep', () => {
    for (const [sleep, renewals] of [
      [10 * second, 0],
      [14 * minute, 0],
      [16 * minute, 1],
      [8 * hour, 1],
      [3 * day, 1],
      [60 * day, 1],
    ] as const) {
      it(`of ${inWords(sleep)} in the middle of a token’s life, a consumer who asks before the first tick gets a living token`, async () => {
        await open();
        await window.run(10 * minute);
        window.nomba.sleep(sleep);
        const isAlive = await window.ask();
        assert.deepEqual([isAlive, window.figures.calls], [true, 1 + renewals]);
      });

      it(`of ${inWords(sleep)} in the middle of a token’s life, the first tick finds out`, async () => {
        await open();
        await window.run(10 * minute - 10 * second);
        window.nomba.sleep(sleep);
        await window.run(30 * second);
        const { calls } = window.figures;
        assert.deepEqual(
          [calls, await window.ask(), window.figures.calls],
          [1 + renewals, true, 1 + renewals],
        );
      });
    }

    for (const [stated, { lifetime, state }] of Object.entries(states)) {
      it(`of 8 h between an answer that states ${stated} and its reading, a consumer gets a living token at once`, async () => {
        await open({ lifetime, state });
        await window.run(lifetime - 6 * minute);
        window.nomba.sleep(2 * minute);
        window.nomba.sleepInNextCall(8 * hour);
        const isAlive = await window.ask();
        const kinds = window.nomba.calls.map(({ kind }) => kind);
        await window.run(31 * second);
        assert.deepEqual(
          [isAlive, kinds, await window.ask(), window.figures],
          [
            true,
            ['issue', 'refresh', 'issue'],
            true,
            {
              calls: 3,
              shortestGap: lifetime - 4 * minute,
              deadTokensHandedOut: 0,
              refusals: 0,
            } satisfies Figures,
          ],
        );
      });
    }

    it('of an hour in each hour for a day, no token is renewed twice', async () => {
      await open();
      for (let turn = 0; turn < 24; turn += 1) {
        await window.run(20 * minute, second);
        window.nomba.sleep(40 * minute);
      }
      assert.deepEqual(window.figures, {
        calls: 24,
        shortestGap: hour,
        deadTokensHandedOut: 0,
        refusals: 0,
      });
    });
  });

  // Seen to fail when: a token from the future is believed, or one from less than an hour away; a correction by seconds counts as a change; only the wall clock
  // counts; the offset is ignored.
  describe('that somebody sets', () => {
    for (const [amount, title] of [
      [-10 * second, 'back'],
      [-10 * minute, 'back'],
      [-2 * hour, 'back'],
      [-3 * day, 'back'],
      [10 * second, 'forward'],
      [10 * minute, 'forward'],
      [2 * hour, 'forward'],
      [3 * day, 'forward'],
    ] as const) {
      for (const offset of [0, 2 * hour, -2 * hour]) {
        const where =
          offset === 0 ? '' : `, from ${inWords(offset)} ${offset > 0 ? 'behind' : 'ahead of'} Nomba’s`;
        it(`${inWords(amount)} ${title}${where}: no dead token is handed out, and none is renewed in a loop`, async () => {
          await open({ offset });
          await window.run(10 * minute);
          window.clock.jump(amount);
          const isAliveAtOnce = await window.ask();
          await window.run(3 * hour, 10 * second);
          const { deadTokensHandedOut, refusals, shortestGap } = window.figures;
          const early = gaps().filter((gap) => gap < renewedAfter - minute).length;
          assert.deepEqual(
            { isAliveAtOnce, deadTokensHandedOut, refusals, early, isLoop: shortestGap < 30 * second },
            // A change of a minute and more is noticed, and costs one early call.
            {
              isAliveAtOnce: true,
              deadTokensHandedOut: 0,
              refusals: 0,
              early: Math.abs(amount) < minute ? 0 : 1,
              isLoop: false,
            },
          );
        });
      }
    }

    it('back by an hour every ten minutes for a day: one call for each time', async () => {
      await open();
      for (let turn = 0; turn < 24 * 6; turn += 1) {
        await window.run(10 * minute, 10 * second);
        window.clock.jump(-hour);
      }
      const { deadTokensHandedOut, refusals, calls } = window.figures;
      assert.deepEqual(
        { deadTokensHandedOut, refusals, isLoop: calls > 1 + 24 * 6 },
        { deadTokensHandedOut: 0, refusals: 0, isLoop: false },
      );
    });
  });

  // Seen to fail when: a success makes no pause; a consumer is not held to the pause, or only after a failure; only the wall clock counts; the scheduler stops.
  describe('that go back by two minutes every ten seconds for an hour', () => {
    it('cause no more than one call in 30 s, although the window gets the focus each time', async () => {
      await open();
      for (let turn = 0; turn < 360; turn += 1) {
        window.clock.jump(-2 * minute);
        await window.focus();
        await window.run(10 * second);
      }
      const { calls, shortestGap } = window.figures;
      assert.deepEqual([calls, shortestGap], [121, 30 * second]);
    });

    it('cause no more than one call in 30 s, although a consumer asks each time', async () => {
      await open();
      for (let turn = 0; turn < 360; turn += 1) {
        window.clock.jump(-2 * minute);
        await window.ask();
        await window.run(10 * second);
      }
      assert.deepEqual(window.figures, {
        calls: 121,
        shortestGap: 30 * second,
        deadTokensHandedOut: 0,
        refusals: 0,
      } satisfies Figures);
    });
  });

  // Seen to fail when: only the wall clock counts, or only the uptime; a dead token is handed out in the pause; a failure takes the token away; the pause does not
  // double.
  describe('while Nomba cannot be reached', () => {
    for (const [title, change] of [
      [
        'a clock that is set back by 2 h',
        () => {
          window.clock.jump(-2 * hour);
        },
      ],
      [
        'a clock that is set back by 40 s',
        () => {
          window.clock.jump(-40 * second);
        },
      ],
      [
        'a sleep of 8 h',
        () => {
          window.nomba.sleep(8 * hour);
        },
      ],
    ] as const) {
      it(`${title} brings no dead token to a consumer`, async () => {
        await open({ lifetime: 90 * second, leadTime: 0 });
        window.nomba.isReachable = false;
        await window.run(80 * second, 10 * second);
        const before = window.figures;
        change();
        await window.run(20 * second, 10 * second);
        await window.run(5 * minute, 10 * second);
        const { deadTokensHandedOut, refusals } = window.figures;
        assert.deepEqual(
          { refusedBefore: before.refusals, deadTokensHandedOut, isRefusedLater: refusals > 25 },
          { refusedBefore: 0, deadTokensHandedOut: 0, isRefusedLater: true },
        );
      });
    }

    for (const [title, change, wait] of [
      [
        'a clock that is set back by 2 h does not prolong',
        () => {
          window.clock.jump(-2 * hour);
        },
        4 * minute,
      ],
      [
        'a sleep of 8 h ends',
        () => {
          window.nomba.sleep(8 * hour);
        },
        30 * second,
      ],
    ] as const) {
      it(`${title} the pause after a failure`, async () => {
        await open();
        window.nomba.isReachable = false;
        // Due after 25 minutes, then pauses of 30, 60, 120 and 240 s.
        await window.run(25 * minute + 210 * second);
        window.nomba.isReachable = true;
        const before = window.figures.calls;
        change();
        await window.run(wait);
        assert.deepEqual([before, window.figures.calls, await window.ask()], [5, 6, true]);
      });
    }
  });
});
