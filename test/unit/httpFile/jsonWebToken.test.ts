import assert from 'node:assert/strict';
import { findJsonWebTokens, readNombaClaims, type NombaClaims } from '../../../src/httpFile/jsonWebToken';
import { accountId, nombaToken, otherToken, tokenOf } from './findings/findingContext';

// Seen to fail when: a token may begin amid a word; escapes of URLs count as a part of the word; a part of two is enough.
describe('findJsonWebTokens', () => {
  const rows: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
    ['finds a token alone', nombaToken, [nombaToken]],
    ['finds tokens one after the other', `a ${nombaToken}\n"${otherToken}"`, [nombaToken, otherToken]],
    ['finds a token after an equals sign', `token=${otherToken}&a=b`, [otherToken]],
    ['finds a token after an escaped space', `Bearer%20${otherToken}`, [otherToken]],
    ['leaves a token alone that is cut off', nombaToken.split('.').slice(0, 2).join('.'), []],
    ['leaves a token alone that is abbreviated', 'eyJhbGci….eyJzdWIi….abc', []],
    ['leaves the middle of a word alone', `a${nombaToken}`, []],
    ['leaves base64 alone that is no token', 'eyJhbGciOiJIUzI1NiJ9', []],
    ['leaves dots alone', 'eyJ.eyJ.eyJ.eyJ', []],
  ];

  for (const [title, text, expected] of rows) {
    it(title, () => {
      assert.deepEqual(
        findJsonWebTokens(text).map(({ start, end }) => text.slice(start, end)),
        expected,
      );
    });
  }
});

// Seen to fail when: any claim makes a token Nomba's; seconds are left as they are; a payload that is no object is read.
describe('readNombaClaims', () => {
  const rows: readonly (readonly [title: string, token: string, expected: NombaClaims | undefined])[] = [
    [
      'reads the claims of Nomba',
      tokenOf({
        [`G:${accountId}`]: '',
        'E:sandbox.a': '',
        sub: 'client',
        iat: 1_700_000_000,
        exp: 1_700_003_600.5,
      }),
      {
        isNomba: true,
        accountId,
        environment: 'sandbox',
        clientId: 'client',
        issuedAt: 1_700_000_000_000,
        expiresAt: 1_700_003_600_500,
      },
    ],
    [
      'reads the claims of others',
      tokenOf({ sub: 1, iat: 'now', exp: 1_700_000_000_000, name: 'G:a' }),
      { isNomba: false, expiresAt: 1_700_000_000_000 },
    ],
    [
      'reads the claims of the standard',
      tokenOf({ iss: 'https://a.example', sub: 'ada', aud: ['one', 2, 'three'], exp: 1_700_000_000 }),
      {
        isNomba: false,
        clientId: 'ada',
        issuer: 'https://a.example',
        audience: ['one', 'three'],
        expiresAt: 1_700_000_000_000,
      },
    ],
    ['reads an audience of one', tokenOf({ iss: {}, aud: 'one' }), { isNomba: false, audience: ['one'] }],
    ['reads no times before 1970', tokenOf({ iat: -1 }), { isNomba: false }],
    ['reads no times that no date can hold', tokenOf({ iat: 0, exp: 1e300 }), { isNomba: false }],
    ['reads no claims from an encrypted token of five parts', 'a.b.c.d.e', undefined],
    ['reads no claims from an empty text', '', undefined],
    ['reads no claims from a list', tokenOf([1]), undefined],
    ['reads no claims from a payload that is not JSON', 'eyJhIjoxfQ.a.b', undefined],
    ['reads no claims from text', 'abc', undefined],
    [
      'reads no claims from a token of extraordinary length',
      tokenOf({ 'G:': 'a'.repeat(20_000) }),
      undefined,
    ],
  ];

  for (const [title, token, expected] of rows) {
    it(title, () => {
      assert.deepEqual(readNombaClaims(token), expected);
    });
  }
});
