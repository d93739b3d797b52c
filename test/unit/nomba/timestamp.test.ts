import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { parseTimestamp } from '../../../src/nomba/timestamp';

describe('a timestamp', () => {
  const moment = Date.UTC(2026, 6, 1, 22, 35, 57);

  const readable: [unknown, number][] = [
    ['2026-07-01T22:35:57Z', moment],
    ['2026-07-01T22:35:57.850Z', moment + 850],
    ['2026-07-01T22:35:57.8Z', moment + 800],
    ['2026-07-01T22:35:57.850123Z', moment + 850],
    ['2026-07-01T22:35:57.850123', moment + 850],
    ['2026-07-01T22:35:57', moment],
    ['2026-07-01T22:35:57+00:00', moment],
    ['2026-07-01T22:35:57.850123+00:00', moment + 850],
    ['2026-07-01T23:35:57+01:00', moment],
    ['2026-07-01T23:35:57+0100', moment],
    ['2026-07-01T23:35:57+01', moment],
    ['2026-07-01T17:05:57-05:30', moment],
    ['2026-07-01 22:35:57', moment],
    ['2026-07-01 22:35:57 +00:00', moment],
    ['2026-07-01t22:35:57z', moment],
    [' 2026-07-01T22:35:57Z\n', moment],
    [moment, moment],
    [moment / 1000, moment],
    [moment / 1000 + 0.85, moment + 850],
    [String(moment), moment],
    [String(moment / 1000), moment],
  ];
  for (const [value, expected] of readable) {
    it(`is read from ${typeof value} ${JSON.stringify(value)}`, () => {
      assert.equal(parseTimestamp(value), expected);
    });
  }

  const unreadable: unknown[] = [
    undefined,
    null,
    '',
    'soon',
    '2026-07-01',
    '2026-02-30T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-07-01T24:00:00Z',
    '2026-07-01T22:35:57 Africa/Lagos',
    'Wed, 01 Jul 2026 22:35:57 GMT',
    0,
    -1,
    NaN,
    Infinity,
    1e300,
    '9'.repeat(400),
    true,
    {},
    [moment],
  ];
  for (const value of unreadable) {
    it(`is not read from ${typeof value} ${inspect(value).slice(0, 40)}`, () => {
      assert.equal(parseTimestamp(value), undefined);
    });
  }

  it('of any moment comes back from its own ISO form and from both epochs', () => {
    const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(moments, (any) => {
        const read = [new Date(any).toISOString(), any, String(any), any / 1000].map(parseTimestamp);
        assert.deepEqual(read, [any, any, any, any]);
      }),
    );
  });

  it('is a finite number or undefined, whatever the value', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = parseTimestamp(value);
        assert.ok(read === undefined || Number.isSafeInteger(read));
      }),
    );
  });
});
