import assert from 'node:assert/strict';
import { isAlive, isFresh, renewalTime } from '../../../src/tokens/expiry';

const minute = 60_000;
const issuedAt = Date.UTC(2026, 0, 30, 12);

describe('renewalTime', () => {
  const cases: readonly (readonly [what: string, lifetime: number, leadTime: number, after: number])[] = [
    ['the lead time before expiry', 30 * minute, 5 * minute, 25 * minute],
    [
      'the lead time before expiry of a long life',
      400 * 24 * 60 * minute,
      5 * minute,
      400 * 24 * 60 * minute - 5 * minute,
    ],
    ['half the life when the lead time is exactly that', 10 * minute, 5 * minute, 5 * minute],
    ['half the life when the lead time is longer than that', 8 * minute, 5 * minute, 4 * minute],
    ['half the life when the lead time is longer than the life', 1_000, 5 * minute, 500],
    ['the expiry itself without lead time', 30 * minute, 0, 30 * minute],
    ['the moment it came for a token without life', 0, 5 * minute, 0],
    ['the expiry for a token that was dead when it came', -minute, 5 * minute, -minute],
  ];
  for (const [what, lifetime, leadTime, after] of cases) {
    it(`is ${what}`, () => {
      assert.equal(renewalTime({ issuedAt, expiresAt: issuedAt + lifetime }, leadTime) - issuedAt, after);
    });
  }
});

describe('isAlive and isFresh', () => {
  const lifetime = { issuedAt, expiresAt: issuedAt + 30 * minute };
  const cases: readonly (readonly [when: string, after: number, alive: boolean, fresh: boolean])[] = [
    ['at its beginning', 0, true, true],
    ['1 ms before the renewal', 25 * minute - 1, true, true],
    ['at the renewal', 25 * minute, true, false],
    ['1 ms before the end', 30 * minute - 1, true, false],
    ['at the end', 30 * minute, false, false],
    ['days later', 30 * 24 * 60 * minute, false, false],
    ['by a clock that was set back', -60 * minute, true, true],
  ];
  for (const [when, after, alive, fresh] of cases) {
    it(`say alive: ${String(alive)}, fresh: ${String(fresh)} ${when}`, () => {
      const now = issuedAt + after;
      assert.deepEqual([isAlive(lifetime, now), isFresh(lifetime, now, 5 * minute)], [alive, fresh]);
    });
  }

  it('never say fresh of a token that was dead when it came', () => {
    const dead = { issuedAt, expiresAt: issuedAt };
    assert.deepEqual([isAlive(dead, issuedAt), isFresh(dead, issuedAt, 0)], [false, false]);
  });
});
