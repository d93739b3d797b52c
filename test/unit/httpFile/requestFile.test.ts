import assert from 'node:assert/strict';

import { findRequest } from '../../../src/httpFile/findRequest';
import { insertAuthorization } from '../../../src/httpFile/insertHeaders';
import { nombaCatalogue, type CatalogueRequest } from '../../../src/httpFile/nombaCatalogue';
import { parseRequestBlocks } from '../../../src/httpFile/requestBlocks';
import { requestFile } from '../../../src/httpFile/requestFile';
import { referenceHeaders } from '../../../src/httpFile/dialect';
import { parseWithHttpyac } from './httpyacParser';

const head = `# Requests to the Nomba API, ready to be sent.
# Base URL, token and account ids are filled in at each send, from the active Nomba profile. No token is kept in this file.
`;

const identity = `Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}
accountId: {{$processEnv NOMBA_ACCOUNT_ID}}
`;

const balance = `
### Get the balance
GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance
${identity}`;

const walletTransfer = `
### Transfer to a Nomba account
# Moves money.
POST {{$processEnv NOMBA_BASE_URL}}/v2/transfers/wallet
${identity}X-Idempotent-key: {{$guid}}
Content-Type: application/json

{
  "amount": 3500,
  "receiverAccountId": "{{receiverAccountId}}",
  "merchantTxRef": "wallet-transfer-0001",
  "narration": "Test"
}
`;

function fileOf(...ids: readonly string[]): string {
  return requestFile(ids.flatMap((id) => nombaCatalogue.filter((request) => request.id === id)));
}

/** What the requests of a file are in the catalogue, in the file's order. */
async function idsIn(text: string): Promise<(string | undefined)[]> {
  const { requests } = await parseWithHttpyac(text);
  return requests.map(({ method = '', url = '' }) => findRequest(method, url)?.id);
}

/** As httpYac should read the request in the file. */
function expectedRequest({ method, path, query = {}, headers = [], body }: CatalogueRequest): unknown {
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const target = [path.replaceAll('{', '{{').replaceAll('}', '}}'), ...parameters];
  return {
    method,
    url: `{{$processEnv NOMBA_BASE_URL}}${target.join('&').replace('&', '?')}`,
    headers: Object.fromEntries(
      [
        ...referenceHeaders('processEnv'),
        ...headers,
        ...(body === undefined ? [] : [{ name: 'Content-Type', value: 'application/json' }]),
      ].map(({ name, value }) => [name, value]),
    ),
    body,
  };
}

describe('a new file of requests', () => {
  it('has a head, and per request a separator with its title, the request line and the headers', () => {
    assert.equal(fileOf('account-balance'), `${head}${balance}`);
  });

  it('defines the placeholders of all its requests once, before them', () => {
    assert.equal(
      fileOf('sub-account-balance', 'get-checkout-order', 'get-transaction'),
      `${head}
@subAccountId = {{$processEnv NOMBA_SUB_ACCOUNT_ID}}
@orderReference = order-0001

### Get the balance of a sub-account
GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/{{subAccountId}}/balance
${identity}
### Get an order
GET {{$processEnv NOMBA_BASE_URL}}/v1/checkout/order/{{orderReference}}
${identity}
### Get the transaction of an order
GET {{$processEnv NOMBA_BASE_URL}}/v1/transactions/accounts/single?orderReference={{orderReference}}
${identity}`,
    );
  });

  it('never begins with a request that moves money', () => {
    assert.equal(
      fileOf('transfer-to-wallet'),
      `${head}
@receiverAccountId = 11111111-2222-4333-8444-555555555555
${balance}${walletTransfer}`,
    );
  });

  it('has the requests that move money after the others, each kind in the order given', async () => {
    assert.deepEqual(
      await idsIn(fileOf('buy-data', 'list-banks', 'buy-airtime', 'list-mandates', 'parent-account')),
      ['list-banks', 'list-mandates', 'parent-account', 'buy-data', 'buy-airtime'],
    );
  });

  it('has the harmless request even when nothing is chosen', () => {
    assert.equal(requestFile([]), `${head}${balance}`);
  });

  it('has all requests of the catalogue, as httpYac’s own parser reads them', async () => {
    const { requests } = await parseWithHttpyac(requestFile(nombaCatalogue));
    const harmless = nombaCatalogue.filter(({ movesMoney }) => !movesMoney);
    const moving = nombaCatalogue.filter(({ movesMoney }) => movesMoney);
    assert.deepEqual(
      requests.map(({ body, ...request }) => ({
        ...request,
        body: typeof body === 'string' ? (JSON.parse(body) as unknown) : body,
      })),
      [...harmless, ...moving].map(expectedRequest),
    );
  });

  it('marks the requests that move money, and no other', () => {
    const text = requestFile(nombaCatalogue);
    assert.deepEqual(
      parseRequestBlocks(text)
        .filter(({ range }) => text.slice(range.start, range.end).includes('\n# Moves money.\n'))
        .map(({ separator }) => separator?.name),
      nombaCatalogue.filter(({ movesMoney }) => movesMoney).map(({ title }) => title),
    );
  });

  for (const request of nombaCatalogue) {
    describe(`of the request ${request.id}`, () => {
      const text = requestFile([request]);
      const whole = [{ start: 0, end: text.length }];

      it('gets no other headers from an insertion, and has no block but the head that is not a request', () => {
        assert.deepEqual(insertAuthorization(text, whole, referenceHeaders('processEnv')), {
          edits: [],
          requests: request.movesMoney ? 2 : 1,
          skipped: [{ reason: 'noRequest', line: 0 }],
        });
      });

      it('ends with one line break, has no blank line twice and no white space at the end of a line', () => {
        assert.match(text, /[^\n]\n$/);
        assert.doesNotMatch(text, /\n\n\n|[ \t\r]\n/);
      });
    });
  }
});
