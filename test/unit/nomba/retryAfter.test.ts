import assert from 'node:assert/strict';
import { retryAfterOf } from '../../../src/nomba/retryAfter';

describe('the wait that a server asks for', () => {
  const now = Date.UTC(2026, 0, 30, 12);

  const cases: Record<string, [Record<string, string>, number | undefined]> = {
    'is the seconds of Retry-After': [{ 'retry-after': '7' }, 7000],
    'is the time until the date of Retry-After': [{ 'retry-after': 'Fri, 30 Jan 2026 12:01:00 GMT' }, 60_000],
    'is counted by the server’s clock when it tells its time': [
      { 'retry-after': 'Fri, 30 Jan 2026 15:01:00 GMT', date: 'Fri, 30 Jan 2026 15:00:00 GMT' },
      60_000,
    ],
    'is nothing for a date that has passed': [{ 'retry-after': 'Fri, 30 Jan 2026 11:00:00 GMT' }, 0],
    'is the rate limit window without Retry-After': [{ 'x-rate-limit-window': '1s' }, 1000],
    'is Retry-After rather than the window': [{ 'retry-after': '7', 'x-rate-limit-window': '1s' }, 7000],
    'is the window when Retry-After cannot be read': [
      { 'retry-after': '-5', 'x-rate-limit-window': '1m' },
      60_000,
    ],
    'is unknown without either header': [{}, undefined],
    'is unknown when the seconds are beyond reason': [{ 'retry-after': '9'.repeat(400) }, undefined],
    'is unknown for a window without a unit': [{ 'x-rate-limit-window': '15' }, undefined],
  };
  for (const [title, [headers, expected]] of Object.entries(cases)) {
    it(title, () => {
      assert.equal(retryAfterOf(headers, now), expected);
    });
  }
});
