import assert from 'node:assert/strict';
import { clockOffsetOf } from '../../../src/nomba/clockOffset';

const second = 1_000;
const hour = 3_600 * second;
/** What the server says; and the local clock, unless a case has another one. */
const date = 'Fri, 30 Jan 2026 12:00:00 GMT';
const moment = Date.UTC(2026, 0, 30, 12);

// Seen to fail when: there is no offset, none that is tolerated, or one of the other sign; the date is a moment, not a second, or its ends do not belong to it; a
// number is a date, or a date that is none is NaN.
describe('clockOffsetOf', () => {
  const cases: readonly (readonly [what: string, startedAt: number, now: number, offset: number])[] = [
    ['nothing when the date lies within the call', -second, second, 0],
    ['nothing when the call lies within the second of the date', 100, 900, 0],
    ['nothing at the latest moment that the date can mean', 999, second, 0],
    ['nothing at the earliest', -second, 0, 0],
    ['negative for a local clock that is ahead', 2 * hour, 2 * hour + second, -2 * hour],
    ['positive for a local clock that is behind', -2 * hour, -2 * hour + second, 2 * hour],
    ['nothing for a call through which the machine slept', -hour, hour, 0],
    ['some days', -72 * hour, -72 * hour + second, 72 * hour],
  ];
  for (const [what, startedAt, now, offset] of cases) {
    it(`is ${what}`, () => {
      const found = clockOffsetOf({ date }, moment + startedAt, moment + now) ?? NaN;
      // The date is a whole second.
      assert.equal(Math.abs(found - offset) < second && (offset !== 0 || found === 0), true, String(found));
    });
  }

  for (const [what, headers] of [
    ['no date', {}],
    ['an empty date', { date: '' }],
    ['a date that is none', { date: 'yesterday' }],
    ['a number', { date: '5' }],
  ] as const) {
    it(`is unknown with ${what}`, () => {
      assert.equal(clockOffsetOf(headers, moment, moment), undefined);
    });
  }
});
