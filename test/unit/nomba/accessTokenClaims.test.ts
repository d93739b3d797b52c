import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readClaims } from '../../../src/nomba/accessTokenClaims';
import { Secret } from '../../../src/profiles/secret';
import { unsignedJwt } from './unsignedJwt';

describe('the claims of an access token', () => {
  it('are read from a sandbox token', () => {
    const token = unsignedJwt({
      'G:99999999-8888-4777-8666-555555555555': 'G:99999999-8888-4777-8666-555555555555',
      'E:sandbox.test': 'E:sandbox.test',
      'R:TEAMS_OWNER': 'R:TEAMS_OWNER',
      iat: 1_769_774_400,
      sub: '11111111-2222-4333-8444-555555555555',
      exp: 1_769_778_000,
      jti: 'test-jti',
    });
    assert.deepEqual(readClaims(token), {
      accountId: '99999999-8888-4777-8666-555555555555',
      environment: 'sandbox',
      clientId: '11111111-2222-4333-8444-555555555555',
      issuedAt: 1_769_774_400_000,
      expiresAt: 1_769_778_000_000,
    });
  });

  it('name no environment when the token is not a sandbox one', () => {
    assert.deepEqual(readClaims(unsignedJwt({ 'G:test-account': 'G:test-account', sub: 'test-client' })), {
      accountId: 'test-account',
      clientId: 'test-client',
    });
  });

  it('are left out one by one when they have the wrong type', () => {
    assert.deepEqual(readClaims(unsignedJwt({ sub: 5, iat: null, exp: 'never' })), {});
  });

  for (const [title, text] of Object.entries({
    'an opaque token': 'test-opaque-token',
    'an empty token': '',
    'three parts that are not base64': '!.!.!',
    'a payload that is not JSON': `a.${Buffer.from('{').toString('base64url')}.c`,
    'a payload that is a list': `a.${Buffer.from('[]').toString('base64url')}.c`,
    'an encrypted token of five parts': 'a.b.c.d.e',
  })) {
    it(`are unknown for ${title}`, () => {
      assert.equal(readClaims(new Secret(text)), undefined);
    });
  }

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => unsignedJwt(text).reveal()),
        ),
        (text) => {
          readClaims(new Secret(text));
        },
      ),
    );
  });
});
