import assert from 'node:assert/strict';
import { parseEnvelope, parseTokenData } from '../../../src/nomba/wireSchemas';

describe('the envelope of an answer', () => {
  it('keeps what the code uses and ignores the rest', () => {
    const body = { code: '00', description: 'Success', status: false, data: { any: 1 }, trace: 'x' };
    assert.deepEqual(parseEnvelope(JSON.stringify(body)), {
      code: '00',
      description: 'Success',
      data: { any: 1 },
    });
  });

  it('loses a member of the wrong type, and nothing else', () => {
    const body = { code: true, description: 5, message: 'kept', errors: ['one'] };
    assert.deepEqual(parseEnvelope(JSON.stringify(body)), {
      code: undefined,
      description: undefined,
      message: 'kept',
      errors: ['one'],
    });
  });

  it('takes the last of duplicate members, as JSON.parse does', () => {
    assert.equal(parseEnvelope('{"code":"00","code":"01"}')?.code, '01');
  });

  for (const body of ['', '{', '[]', 'null', '"text"', '5', '<html></html>']) {
    it(`is not there in ${JSON.stringify(body)}`, () => {
      assert.equal(parseEnvelope(body), undefined);
    });
  }
});

describe('the data of a token answer', () => {
  function read(data: unknown): unknown {
    const parsed = parseTokenData(data);
    return (
      parsed && {
        ...parsed,
        accessToken: parsed.accessToken.reveal(),
        refreshToken: parsed.refreshToken?.reveal(),
      }
    );
  }

  it('is read with everything in it', () => {
    const data = {
      businessId: 'test-business',
      access_token: 'test-access',
      refresh_token: 'test-refresh',
      expiresAt: '2026-07-01T22:35:57.850Z',
      expires_in: 1800,
      token_type: 'Bearer',
    };
    assert.deepEqual(read(data), {
      accessToken: 'test-access',
      refreshToken: 'test-refresh',
      lifetime: { expiresAt: '2026-07-01T22:35:57.850Z', expiresIn: 1800 },
    });
  });

  for (const [title, refreshToken] of Object.entries({
    missing: undefined,
    null: null,
    empty: '',
    'a number': 5,
    'an object': { token: 'test-refresh' },
  })) {
    it(`has no refresh token when that is ${title}`, () => {
      assert.deepEqual(read({ access_token: 'test-access', refresh_token: refreshToken }), {
        accessToken: 'test-access',
        refreshToken: undefined,
        lifetime: { expiresAt: undefined, expiresIn: undefined },
      });
    });
  }

  for (const [title, data] of Object.entries({
    'nothing at all': undefined,
    null: null,
    text: 'test-access',
    'a list': ['test-access'],
    'no access token': { refresh_token: 'test-refresh' },
    'an access token that is null': { access_token: null },
    'an access token that is a number': { access_token: 5 },
    'an empty access token': { access_token: '' },
    'an access token with a line end': { access_token: 'test\r\nX-Injected: 1' },
  })) {
    it(`is unusable when it is or has ${title}`, () => {
      assert.equal(read(data), undefined);
    });
  }
});
