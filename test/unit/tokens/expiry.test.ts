import assert from 'node:assert/strict';
import { isStillborn, renewalTime } from '../../../src/tokens/expiry';

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

describe('isStillborn', () => {
  for (const [lifetime, expected] of [
    [30 * minute, false],
    [500, false],
    [499, true],
    [0, true],
    [-minute, true],
  ] as const) {
    it(`is ${expected} for a token that lives ${lifetime} ms when it comes`, () => {
      assert.equal(isStillborn({ issuedAt, expiresAt: issuedAt + lifetime }), expected);
    });
  }
});
