import assert from 'node:assert/strict';
import { elapsedSince, momentOf } from '../../../src/tokens/elapsed';
import { FakeClock } from '../../fakes/fakeClock';

const hour = 60 * 60_000;

describe('elapsedSince', () => {
  const cases: readonly (readonly [what: string, awake: number, jump: number, elapsed: number])[] = [
    ['the time awake', 5_000, 0, 5_000],
    ['the time asleep, too', 5_000, hour, hour + 5_000],
    ['the time awake when the wall clock was put back', 5_000, -hour, 5_000],
  ];
  for (const [what, awake, jump, elapsed] of cases) {
    it(`is ${what}`, async () => {
      const clock = new FakeClock();
      const moment = momentOf(clock);
      clock.jump(jump);
      await clock.advance(awake);
      assert.equal(elapsedSince(moment, clock), elapsed);
    });
  }
});
