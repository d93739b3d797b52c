import assert from 'node:assert/strict';
import { formatTokenRecord, parseTokenRecord } from '../../../src/tokens/tokenRecord';
import { isSameToken, isSameTokenSet } from '../../../src/tokens/tokenSet';
import { Secret } from '../../../src/profiles/secret';
import { plain, testIdentity, testTokenSet } from '../../fakes/tokenSets';

const issuedAt = Date.UTC(2026, 0, 30, 12);
const tokenSet = testTokenSet('one', issuedAt, 30 * 60_000);
const { refreshToken, ...withoutRefreshToken } = tokenSet;

describe('the token record', () => {
  it('gives back what was put into it', () => {
    assert.deepEqual(plain(parseTokenRecord(formatTokenRecord(tokenSet), testIdentity)), plain(tokenSet));
  });

  it('gives back a token set without refresh token without one', () => {
    const parsed = parseTokenRecord(formatTokenRecord(withoutRefreshToken), testIdentity);
    assert.deepEqual([plain(parsed), 'refreshToken' in (parsed ?? {})], [plain(withoutRefreshToken), false]);
  });

  it('gives back a doubtful token set as doubtful, and any other as not', () => {
    const read = [{ ...tokenSet, isDoubtful: true } as const, tokenSet].map((one) =>
      parseTokenRecord(formatTokenRecord(one), testIdentity),
    );
    assert.deepEqual(
      read.map((one) => one?.isDoubtful),
      [true, undefined],
    );
  });

  it('belongs to the identity under which it was found, whatever stands in it', () => {
    const other = { ...testIdentity, accountId: 'another-account' };
    assert.deepEqual(
      plain(parseTokenRecord(formatTokenRecord(tokenSet), other)),
      plain({ ...tokenSet, identity: other }),
    );
  });

  it('can be read by every later version', () => {
    const text = `{"version":1,"accessToken":"access-one","refreshToken":"refresh-one","issuedAt":${issuedAt},"expiresAt":${issuedAt + 1_800_000}}`;
    assert.deepEqual(
      [formatTokenRecord(tokenSet), plain(parseTokenRecord(text, testIdentity))],
      [text, plain(tokenSet)],
    );
  });

  const good = JSON.parse(formatTokenRecord(tokenSet)) as Record<string, unknown>;
  const unreadable: Readonly<Record<string, string>> = {
    'no text': '',
    'no JSON': '{"version":1,',
    null: 'null',
    'a list': '[]',
    'a later version': JSON.stringify({ ...good, version: 2 }),
    'no version': JSON.stringify({ ...good, version: undefined }),
    'an empty access token': JSON.stringify({ ...good, accessToken: '' }),
    'no access token': JSON.stringify({ ...good, accessToken: null }),
    'a refresh token that is no text': JSON.stringify({ ...good, refreshToken: 1 }),
    'a time that is text': JSON.stringify({ ...good, expiresAt: '2026-01-30T12:00:00Z' }),
    'no time': JSON.stringify({ ...good, issuedAt: null }),
    'a time beyond every number': JSON.stringify(good).replace(/"expiresAt":\d+/, '"expiresAt":1e999'),
  };
  for (const [what, text] of Object.entries(unreadable)) {
    it(`is not made up from ${what}`, () => {
      assert.equal(parseTokenRecord(text, testIdentity), undefined);
    });
  }
});

describe('isSameToken', () => {
  for (const [what, other, expected] of [
    ['another access token', { ...tokenSet, accessToken: new Secret('access-two') }, false],
    ['another expiry', { ...tokenSet, expiresAt: tokenSet.expiresAt + 1 }, false],
    ['another refresh token', { ...tokenSet, refreshToken: new Secret('refresh-two') }, true],
    ['no refresh token', withoutRefreshToken, true],
    ['no token', undefined, false],
  ] as const) {
    it(`is ${expected} for ${what}`, () => {
      assert.deepEqual([isSameToken(tokenSet, other), isSameToken(other, tokenSet)], [expected, expected]);
    });
  }

  it('takes nothing for the same as nothing', () => {
    assert.equal(isSameToken(undefined, undefined), true);
  });
});

describe('isSameTokenSet', () => {
  it('compares by value, because each window has objects of its own', () => {
    assert.equal(isSameTokenSet(tokenSet, testTokenSet('one', issuedAt)), true);
  });

  it('takes nothing for the same as nothing only', () => {
    assert.deepEqual(
      [
        isSameTokenSet(undefined, undefined),
        isSameTokenSet(tokenSet, undefined),
        isSameTokenSet(undefined, tokenSet),
      ],
      [true, false, false],
    );
  });

  for (const [what, other] of [
    ['access token', { ...tokenSet, accessToken: new Secret('access-two') }],
    ['refresh token', { ...tokenSet, refreshToken: new Secret('refresh-two') }],
    ['doubt', { ...tokenSet, isDoubtful: true }],
    ['expiry', { ...tokenSet, expiresAt: tokenSet.expiresAt + 1 }],
  ] as const) {
    it(`takes a token set with another ${what} for another one`, () => {
      assert.equal(isSameTokenSet(tokenSet, other), false);
    });
  }

  it('takes a token set that has lost its refresh token for another one, both ways round', () => {
    assert.deepEqual(
      [
        refreshToken?.reveal(),
        isSameTokenSet(tokenSet, withoutRefreshToken),
        isSameTokenSet(withoutRefreshToken, tokenSet),
        isSameTokenSet(withoutRefreshToken, { ...withoutRefreshToken }),
      ],
      ['refresh-one', false, false, true],
    );
  });
});
