import assert from 'node:assert/strict';
import { TokenError, type FailureKind } from '../../../src/tokens/tokenError';
import { TokenLife } from '../../../src/tokens/tokenLife';
import { tokenState, type TokenState } from '../../../src/tokens/tokenState';
import { FakeClock } from '../../fakes/fakeClock';
import { testTokenSet } from '../../fakes/tokenSets';

const minute = 60_000;
const leadTime = 5 * minute;
const issuedAt = Date.UTC(2026, 0, 30, 12);
const tokenSet = testTokenSet('one', issuedAt, 30 * minute);

function lifeAt(now: number): TokenLife {
  return new TokenLife(new FakeClock(now), () => leadTime);
}

/** Minutes after the token was issued; `none`: there is no token. */
type Age = 0 | 26 | 31 | 'none';

const table: readonly (readonly [age: Age, failure: FailureKind | undefined, state: TokenState])[] = [
  ['none', undefined, 'signedOut'],
  [0, undefined, 'fresh'],
  [26, undefined, 'expiring'],
  [31, undefined, 'expired'],
  // A failure that passes does not count while there is something to send with.
  ['none', 'network', 'failed'],
  [0, 'network', 'fresh'],
  [26, 'network', 'expiring'],
  [31, 'network', 'failed'],
  // A failure that stays counts at once, while there is still time to act.
  ['none', 'wrongSecret', 'failed'],
  [0, 'wrongSecret', 'failed'],
  [26, 'wrongSecret', 'failed'],
  [31, 'wrongSecret', 'failed'],
];

describe('tokenState', () => {
  for (const [age, failure, state] of table) {
    const token = age === 'none' ? 'no token' : `a token of ${age} of 30 minutes`;
    const facts = {
      tokenSet: age === 'none' ? undefined : tokenSet,
      failure: failure && new TokenError(failure),
    };
    const now = age === 'none' ? issuedAt : issuedAt + age * minute;

    it(`is ${state} with ${token} and ${failure ?? 'no'} failure`, () => {
      assert.equal(tokenState({ ...facts, busy: false }, lifeAt(now)), state);
    });

    it(`is refreshing while a call is under way, with ${token} and ${failure ?? 'no'} failure`, () => {
      assert.equal(tokenState({ ...facts, busy: true }, lifeAt(now)), 'refreshing');
    });
  }
});
