import assert from 'node:assert/strict';
import { TokenLife } from '../../../src/tokens/tokenLife';
import { FakeClock } from '../../fakes/fakeClock';
import { testTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const hour = 60 * minute;
const leadTime = 5 * minute;

/** What a token is worth, in one value. */
interface Worth {
  readonly alive: boolean;
  readonly fresh: boolean;
  /** ms */
  readonly untilRenewal: number;
}

const dead = { alive: false, fresh: false };
const dueAtOnce = { alive: true, fresh: false, untilRenewal: 0 };

// Seen to fail when: a token is always fresh, or always due; a life of a moment is one, or lasts 1 ms longer, or is fresh 1 ms longer, or fresh although it has
// ended; a doubtful token is believed, or one from the future, by its date or since it was seen; a clock that is kept in time was put back; one of the two clocks
// alone counts; a token counts anew each time, or one for all; a token is known by its object; nothing is forgotten.
describe('TokenLife', () => {
  let clock: FakeClock;
  let life: TokenLife;
  beforeEach(() => {
    clock = new FakeClock();
    life = new TokenLife(clock, () => leadTime);
  });

  /** Of the token that was issued so many ms before now, by the wall clock. */
  function tokenAged(age: number, lifetime = 30 * minute) {
    return testTokenSet('one', clock.now() - age, lifetime);
  }

  function worth(tokenSet: ReturnType<typeof tokenAged>): Worth {
    return {
      alive: life.isAlive(tokenSet),
      fresh: life.isFresh(tokenSet),
      untilRenewal: life.untilRenewal(tokenSet),
    };
  }

  describe('goes by the wall clock for a token that it has not seen before', () => {
    const cases: readonly (readonly [when: string, age: number, expected: Worth])[] = [
      ['at its beginning', 0, { alive: true, fresh: true, untilRenewal: 25 * minute }],
      ['1 ms before the renewal', 25 * minute - 1, { alive: true, fresh: true, untilRenewal: 1 }],
      ['at the renewal', 25 * minute, dueAtOnce],
      ['1 ms before the end', 30 * minute - 1, { alive: true, fresh: false, untilRenewal: 1 - 5 * minute }],
      ['at the end', 30 * minute, { ...dead, untilRenewal: -5 * minute }],
      ['days later', 48 * hour, { ...dead, untilRenewal: 25 * minute - 48 * hour }],
      [
        'a second before its beginning',
        -1_000,
        { alive: true, fresh: true, untilRenewal: 25 * minute + 1_000 },
      ],
      ['a minute before its beginning', -minute, { alive: true, fresh: true, untilRenewal: 26 * minute }],
      ['longer than a minute before its beginning', -minute - 1, dueAtOnce],
      ['years before its beginning', -70_000 * hour, dueAtOnce],
    ];
    for (const [when, age, expected] of cases) {
      it(when, () => {
        assert.deepEqual(worth(tokenAged(age)), expected);
      });
    }

    it('takes a token that Nomba may have ended for due, as long as it may live', () => {
      assert.deepEqual(
        [
          worth({ ...tokenAged(0), isDoubtful: true }),
          worth({ ...tokenAged(30 * minute), isDoubtful: true }),
        ],
        [dueAtOnce, { ...dead, untilRenewal: 0 }],
      );
    });

    it('takes a life of a moment for none', () => {
      assert.deepEqual(worth(tokenAged(0, 499)), { ...dead, untilRenewal: 249.5 });
    });

    it('never calls a token fresh that was dead when it came', () => {
      assert.deepEqual(worth(tokenAged(0, 0)), { ...dead, untilRenewal: 0 });
    });
  });

  describe('counts the time since it has seen a token', () => {
    const cases: readonly (readonly [what: string, awake: number, jump: number, expected: Worth])[] = [
      ['as it passes', 10 * minute, 0, { alive: true, fresh: true, untilRenewal: 15 * minute }],
      ['through a sleep', minute, 10 * hour, { ...dead, untilRenewal: 24 * minute - 10 * hour }],
      [
        'on a clock that is kept in time',
        10 * minute,
        -minute,
        { alive: true, fresh: true, untilRenewal: 16 * minute },
      ],
      ['on a clock that was put back, and renews at once', 10 * minute, -2 * minute, dueAtOnce],
      ['on a clock that was put back beyond its beginning', 10 * minute, -hour, dueAtOnce],
      [
        'to its end, although by a clock that was put back it has hours',
        30 * minute,
        -2 * hour,
        { ...dead, untilRenewal: 0 },
      ],
    ];
    for (const [what, awake, jump, expected] of cases) {
      it(what, async () => {
        const tokenSet = tokenAged(0);
        life.sees(tokenSet);
        await clock.advance(awake);
        clock.jump(jump);
        assert.deepEqual(worth(tokenSet), expected);
      });
    }

    it('to the end of a short life on a clock that is kept in time', async () => {
      const tokenSet = tokenAged(0, 20_000);
      life.sees(tokenSet);
      await clock.advance(20_000);
      clock.jump(-minute);
      assert.deepEqual(worth(tokenSet), { ...dead, untilRenewal: 50_000 });
    });

    it('from the first time on that it has seen it', async () => {
      const tokenSet = tokenAged(0);
      life.sees(tokenSet);
      await clock.advance(30 * minute);
      clock.jump(-29 * minute);
      life.sees({ ...tokenSet });
      assert.deepEqual(worth(tokenSet), { ...dead, untilRenewal: 0 });
    });

    it('no longer when it is told to forget it', async () => {
      const tokenSet = tokenAged(0);
      life.sees(tokenSet);
      await clock.advance(30 * minute);
      clock.jump(-29 * minute);
      life.forgets(tokenSet.identity);
      assert.deepEqual(worth(tokenSet), { alive: true, fresh: true, untilRenewal: 24 * minute });
    });

    it('anew for each token', async () => {
      life.sees(tokenAged(0));
      await clock.advance(20 * minute);
      clock.jump(-2 * hour);
      const next = testTokenSet('next', clock.now());
      life.sees(next);
      assert.deepEqual(worth(next), { alive: true, fresh: true, untilRenewal: 25 * minute });
    });
  });
});
