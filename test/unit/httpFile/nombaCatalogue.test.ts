import assert from 'node:assert/strict';
import * as v from 'valibot';

import {
  nombaCatalogue,
  sampleValues,
  type CatalogueRequest,
  type Product,
} from '../../../src/httpFile/nombaCatalogue';

const products: readonly Product[] = [
  'Accounts',
  'Virtual accounts',
  'Checkout',
  'Transfers',
  'Transactions',
  'Terminals',
  'Bills',
  'Direct debits',
  'Webhooks',
];

const kebabCase = v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/));
const title = v.pipe(v.string(), v.maxLength(59), v.regex(/^[A-Z][^A-Z.]*(?:(?:TV|Nomba)[^A-Z.]*)?$/));
const sentence = v.pipe(v.string(), v.regex(/^[A-Z][^.]*\.$/));
const versionedPath = v.pipe(v.string(), v.regex(/^\/v[12](?:\/(?:[a-z]+(?:-[a-z]+)*|\{\w+\}))+$/));
/** Goes into a URL as it is. */
const queryValue = v.pipe(v.string(), v.regex(/^(?:[\w:.-]+|\{\{\w+\}\})$/));
const header = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[A-Za-z-]+$/)),
  value: v.pipe(v.string(), v.regex(/^\S+$/)),
});

const catalogueRequest = v.strictObject({
  product: v.picklist(products),
  id: kebabCase,
  title,
  description: sentence,
  method: v.picklist(['GET', 'POST', 'PUT', 'DELETE']),
  path: versionedPath,
  query: v.exactOptional(v.record(v.pipe(v.string(), v.regex(/^\w+$/)), queryValue)),
  headers: v.exactOptional(v.pipe(v.array(header), v.nonEmpty())),
  body: v.exactOptional(v.record(v.string(), v.unknown())),
  movesMoney: v.boolean(),
});

/** Nomba's documentation: what takes money out of an account, or charges a customer. */
const movesMoney = [
  'POST /v1/bill/betting',
  'POST /v1/bill/cabletv',
  'POST /v1/bill/data',
  'POST /v1/bill/electricity',
  'POST /v1/bill/topup',
  'POST /v1/checkout/refund',
  'POST /v1/checkout/tokenized-card-payment',
  'POST /v2/transfers/bank',
  'POST /v2/transfers/bank/{subAccountId}',
  'POST /v2/transfers/wallet',
];

const movesNoMoney = [
  'DELETE /v1/accounts/virtual/{identifier}',
  'GET /v1/accounts',
  'GET /v1/accounts/balance',
  'GET /v1/accounts/parent',
  'GET /v1/accounts/terminals',
  'GET /v1/accounts/virtual/{identifier}',
  'GET /v1/accounts/{subAccountId}/balance',
  'GET /v1/bill/cabletv/lookup',
  'GET /v1/bill/data-plan/{telco}',
  'GET /v1/bill/electricity/discos',
  'GET /v1/bill/electricity/lookup',
  'GET /v1/checkout/order/{orderReference}',
  'GET /v1/checkout/transaction',
  'GET /v1/direct-debits/mandates',
  'GET /v1/transactions/accounts',
  'GET /v1/transactions/accounts/single',
  'GET /v1/transactions/bank',
  'GET /v1/transactions/requery/{sessionId}',
  'GET /v1/transfers/banks',
  'POST /v1/accounts/virtual',
  'POST /v1/accounts/virtual/list',
  'POST /v1/accounts/virtual/{subAccountId}',
  'POST /v1/checkout/order',
  'POST /v1/checkout/order/cancel',
  'POST /v1/terminals/assign',
  'POST /v1/terminals/payment-request/{terminalId}',
  'POST /v1/transfers/bank/lookup',
  'POST /v1/webhooks/event-logs',
  'POST /v1/webhooks/re-push',
  'POST /v1/webhooks/replay',
  'PUT /v1/accounts/virtual/{identifier}',
];

function methodsAndPaths(requests: readonly CatalogueRequest[]): string[] {
  return requests.map(({ method, path }) => `${method} ${path}`).sort();
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) < index);
}

/** The names of all placeholders, in the path and elsewhere. */
function placeholders({ path, query, headers, body }: CatalogueRequest): string[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)];
  const elsewhere = [...JSON.stringify([query, headers, body]).matchAll(/\{\{(\w+)\}\}/g)];
  return [...inPath, ...elsewhere].map(([, name]) => name ?? '');
}

describe('the catalogue of requests', () => {
  for (const request of nombaCatalogue) {
    it(`has a valid entry ${request.id}`, () => {
      assert.deepEqual(v.parse(catalogueRequest, request), request);
    });
  }

  it('gives each request an id and a title of its own', () => {
    assert.deepEqual(
      {
        ids: repeated(nombaCatalogue.map(({ id }) => id)),
        titles: repeated(nombaCatalogue.map((r) => r.title)),
      },
      { ids: [], titles: [] },
    );
  });

  it('has every product, each in one piece', () => {
    assert.deepEqual(
      nombaCatalogue
        .map(({ product }) => product)
        .filter((product, index, all) => product !== all[index - 1]),
      products,
    );
  });

  it('marks exactly the requests that move money', () => {
    assert.deepEqual(methodsAndPaths(nombaCatalogue.filter((request) => request.movesMoney)), movesMoney);
  });

  it('has each of the other requests once', () => {
    assert.deepEqual(methodsAndPaths(nombaCatalogue.filter((request) => !request.movesMoney)), movesNoMoney);
  });

  it('has a sample for each placeholder, and no sample without one', () => {
    assert.deepEqual(
      [...new Set(nombaCatalogue.flatMap(placeholders))].sort(),
      Object.keys(sampleValues).sort(),
    );
  });

  it('has samples of one line that a URL takes as they are, or references', () => {
    assert.deepEqual(
      Object.values(sampleValues).filter((value) => !/^(?:[\w.-]+|\{\{\$processEnv \w+\}\})$/.test(value)),
      [],
    );
  });

  it('has bodies that JSON keeps whole', () => {
    const bodies = nombaCatalogue.map(({ body = {} }) => body);
    assert.deepEqual(JSON.parse(JSON.stringify(bodies)), bodies);
  });

  it('has a body for every request that is not a GET or DELETE, and for no other', () => {
    assert.deepEqual(
      nombaCatalogue.filter(
        ({ method, body }) => (method === 'POST' || method === 'PUT') !== (body !== undefined),
      ),
      [],
    );
  });

  it('advises an idempotency key where an account is created or money is transferred', () => {
    assert.deepEqual(
      nombaCatalogue.filter(({ headers = [] }) => headers.length > 0).map(({ id, headers }) => [id, headers]),
      [
        'create-virtual-account',
        'create-virtual-account-of-sub-account',
        'transfer-to-bank',
        'transfer-to-bank-from-sub-account',
        'transfer-to-wallet',
      ].map((id) => [id, [{ name: 'X-Idempotent-key', value: '{{$guid}}' }]]),
    );
  });

  it('never uses a reference for two payments', () => {
    const references = nombaCatalogue.flatMap(({ body }) => {
      const reference = body?.['merchantTxRef'];
      return typeof reference === 'string' ? [reference] : [];
    });
    assert.deepEqual(repeated(references), []);
  });

  it('holds nothing that looks like a secret or a token', () => {
    const text = JSON.stringify([nombaCatalogue, sampleValues]);
    assert.deepEqual(text.match(/eyJ|[A-Za-z0-9+/=]*\d[A-Za-z0-9+/=]{31,}|secret|password|bearer/gi), null);
  });
});
