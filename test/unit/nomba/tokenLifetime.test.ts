import assert from 'node:assert/strict';
import { expiryOf, type StatedLifetime } from '../../../src/nomba/tokenLifetime';
import { Secret } from '../../../src/profiles/secret';
import { unsignedJwt } from './unsignedJwt';

describe('the expiry of a token', () => {
  const now = Date.UTC(2026, 0, 30, 12);
  const minute = 60_000;
  const opaque = new Secret('test-opaque-token');
  const threeHours = unsignedJwt({ exp: (now + 180 * minute) / 1000 });

  const cases: Record<string, { token?: Secret; stated?: Partial<StatedLifetime>; expected: number }> = {
    'is what the answer says, before anything else': {
      token: threeHours,
      stated: { expiresAt: '2026-01-30T13:00:00.000Z', expiresIn: 60 },
      expected: now + 60 * minute,
    },
    'is what the token says when the answer says nothing': {
      token: threeHours,
      stated: { expiresIn: 60 },
      expected: now + 180 * minute,
    },
    'is what the token says when the answer cannot be read': {
      token: threeHours,
      stated: { expiresAt: 'soon' },
      expected: now + 180 * minute,
    },
    'is counted in seconds from now when the token is opaque': {
      stated: { expiresIn: 90 },
      expected: now + 90_000,
    },
    'is counted from seconds that came as text': { stated: { expiresIn: '90' }, expected: now + 90_000 },
    'is 30 minutes away when nothing is said': { expected: now + 30 * minute },
    'is 30 minutes away when what is said is no number': {
      stated: { expiresAt: {}, expiresIn: 'soon' },
      expected: now + 30 * minute,
    },
    'is 30 minutes away when the seconds are beyond every lifetime': {
      stated: { expiresIn: 1e300 },
      expected: now + 30 * minute,
    },
    'is now for a lifetime of nothing': { stated: { expiresIn: 0 }, expected: now },
    'may lie in the past': {
      stated: { expiresAt: '2026-01-30T11:00:00Z' },
      expected: now - 60 * minute,
    },
    'may lie 400 days ahead': {
      stated: { expiresIn: 400 * 24 * 3600 },
      expected: now + 400 * 24 * 60 * minute,
    },
  };
  for (const [title, { token = opaque, stated, expected }] of Object.entries(cases)) {
    it(title, () => {
      const { expiresAt, expiresIn } = stated ?? {};
      assert.equal(expiryOf(token, { expiresAt, expiresIn }, now), expected);
    });
  }
});
