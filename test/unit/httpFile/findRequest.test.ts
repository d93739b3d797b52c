import assert from 'node:assert/strict';

import { findRequest } from '../../../src/httpFile/findRequest';
import { nombaCatalogue } from '../../../src/httpFile/nombaCatalogue';

const id = '77777777-6666-4555-8444-333333333333';

/** By request line: the id of the entry, or `undefined`. */
const expected: Readonly<Record<string, string | undefined>> = {
  'GET /v1/accounts/balance': 'account-balance',
  'get /v1/accounts/balance': 'account-balance',
  'POST /v1/accounts/balance': undefined,
  'GET /v1/accounts/balance/': 'account-balance',
  'GET /v1/accounts/balance//': undefined,
  'GET /v1/accounts/balances': undefined,
  'GET /v1/Accounts/balance': undefined,
  'GET /v2/accounts/balance': undefined,
  'GET /accounts/balance': undefined,
  'GET /v1/': undefined,
  'GET ': undefined,
  'GET /v1/accounts?limit=10': 'list-accounts',
  'GET /v1/accounts/?limit=10': 'list-accounts',
  'GET /v1/accounts/terminals': 'list-terminals',
  'GET /v1/accounts/terminals#top': 'list-terminals',

  [`GET /v1/accounts/${id}/balance`]: 'sub-account-balance',
  'GET /v1/accounts/{subAccountId}/balance': 'sub-account-balance',
  'GET /v1/accounts/{{subAccountId}}/balance': 'sub-account-balance',
  'GET /v1/accounts/{{a/b ?? c}}/balance': 'sub-account-balance',
  'GET /v1/accounts//balance': 'sub-account-balance',
  'GET /v1/accounts/virtual/balance': 'get-virtual-account',
  'GET /v1/accounts/virtual/ref-1': 'get-virtual-account',
  'GET /v1/accounts/virtual': undefined,
  'GET /v1/accounts/virtual/list': 'get-virtual-account',
  'PUT /v1/accounts/virtual/ref-1': 'update-virtual-account',
  'DELETE /v1/accounts/virtual/ref-1': 'expire-virtual-account',
  'PATCH /v1/accounts/virtual/ref-1': undefined,
  'POST /v1/accounts/virtual': 'create-virtual-account',
  'POST /v1/accounts/virtual/': 'create-virtual-account',
  [`POST /v1/accounts/virtual/${id}`]: 'create-virtual-account-of-sub-account',
  'POST /v1/accounts/virtual/list?limit=10': 'list-virtual-accounts',

  'POST /v2/transfers/bank': 'transfer-to-bank',
  'POST /v1/transfers/bank': undefined,
  [`POST /v2/transfers/bank/${id}`]: 'transfer-to-bank-from-sub-account',
  'POST /v1/transfers/bank/lookup': 'look-up-bank-account',
  'POST /v2/transfers/bank/lookup': 'transfer-to-bank-from-sub-account',
  'POST /v1/checkout/order/cancel': 'cancel-checkout-order',
  'GET /v1/checkout/order/cancel': 'get-checkout-order',

  'GET https://api.nomba.com/v1/transfers/banks': 'list-banks',
  'GET http://127.0.0.1:8080/proxy/v1/transfers/banks': 'list-banks',
  'GET {{baseUrl}}/v1/transfers/banks': 'list-banks',
  'GET {{$processEnv NOMBA_BASE_URL}}/v1/transfers/banks': 'list-banks',
  'GET {{base ?? "/v1/accounts/"}}/v1/transfers/banks': 'list-banks',
  'GET https://example.com/callback?next=/v1/transfers/banks': undefined,
  'GET https://api.nomba.com/v1//transfers/banks': undefined,
};

describe('findRequest', () => {
  for (const [requestLine, expectedId] of Object.entries(expected)) {
    it(`takes ${requestLine} for ${expectedId ?? 'nothing that it knows'}`, () => {
      const space = requestLine.indexOf(' ');
      assert.equal(findRequest(requestLine.slice(0, space), requestLine.slice(space + 1))?.id, expectedId);
    });
  }

  it('finds each entry by its own method and path', () => {
    assert.deepEqual(
      nombaCatalogue.map(({ method, path }) => findRequest(method, path)),
      nombaCatalogue,
    );
  });

  it('takes time in proportion to the length of the URL', () => {
    const long = ['{{', '{{a', '/v1', '/v1/', '{', '}}', '?', '/'].map((part) => part.repeat(500_000));
    assert.deepEqual(
      long.map((url) => findRequest('GET', url)),
      long.map(() => undefined),
    );
  }).timeout(5000);
});
