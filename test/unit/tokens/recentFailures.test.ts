import assert from 'node:assert/strict';
import { RecentFailures } from '../../../src/tokens/recentFailures';
import { testIdentity as identity } from '../../fakes/tokenSets';

// Seen to fail when the list has no end, and when the oldest comes first.
describe('RecentFailures', () => {
  it('keeps the last ten, newest first', () => {
    const recent = new RecentFailures();
    for (let at = 1; at <= 12; at += 1) {
      recent.add({ at, identity, kind: 'network' });
    }
    assert.deepEqual(
      recent.list.map(({ at }) => at),
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
    );
  });
});
